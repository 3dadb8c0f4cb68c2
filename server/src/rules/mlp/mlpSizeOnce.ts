import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { hasDenseMlp } from "../../model/denseMlp";
import { layerKinds } from "../../model/layerKinds";
import { positiveInt, realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mlp-size-once",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["expansion_factor", "intermediate_size"],
  holds: since("0d4bdb96"),
  neox: { at: "megatron/model/transformer.py:__init__", raises: "AssertionError" },
  summary: "`intermediate_size` and `expansion_factor` must not both be set",
  sources: [
    "megatron/model/transformer.py:106:__init__",
    "megatron/model/mamba/mamba.py:49:__init__",
    "megatron/model/rwkv/v6/rwkv.py:278:__init__",
  ],
  explain: `Both give the width of the MLP (and of mamba's and rwkv's inner projections), one in units, one as a
multiple of \`hidden_size\`. NeoX asserts that at most one is set when it builds the first such layer; 0 counts as
set.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        intermediate_size: 3072
        expansion_factor: 4.0
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        intermediate_size: 3072
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const kinds = layerKinds(launch);
    if (kinds === undefined || !(hasDenseMlp(launch) || kinds.has("mamba") || kinds.has("rwkv"))) return;
    const isSet = (key: string) => (launch.named(key) ?? null) !== null;
    if (!isSet("intermediate_size") || !isSet("expansion_factor")) return;
    report({
      at: "expansion_factor",
      message: t("Both intermediate_size and expansion_factor are set; NeoX asserts that only one is."),
      fixes: () => [removeKey("expansion_factor", saysTwice(launch)), removeKey("intermediate_size", false)],
    });
  },
});

/** Whether both are one width: of two a person knows which is meant. */
function saysTwice(launch: Launch): boolean {
  const [hiddenSize, width] = [positiveInt(launch, "hidden_size"), launch.int("intermediate_size")];
  const factor = realNumber(launch, "expansion_factor");
  return hiddenSize !== undefined && factor !== undefined && hiddenSize * factor === width;
}
