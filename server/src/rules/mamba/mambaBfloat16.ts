import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_MAMBA } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mamba-bfloat16",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["precision", "attention_config"],
  holds: SINCE_MAMBA,
  neox: { at: "megatron/model/mamba/mamba.py:__init__", raises: "KeyError" },
  summary: "Mamba layers do not know `bfloat16`",
  sources: ["megatron/model/mamba/mamba.py:37:__init__"],
  explain: `Their table of types has \`fp16\`, \`bf16\` and \`fp32\`, and the precision NeoX derives is called
\`bfloat16\`. Seen by running NeoX's own block.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["mamba"], 12]]
        precision: bfloat16
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["mamba"], 12]]
        precision: fp16
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (!layerKinds(launch)?.has("mamba") || launch.derivation.get("precision") !== "bfloat16") return;
    report({
      at: launch.settings.has("precision") ? "precision" : "bf16",
      message: t("Mamba layers look up the precision bfloat16 in a table that calls it bf16."),
      fixes: () => [inHalfPrecision(launch)],
    });
  },
});

/** fp16, which an enabled bf16 block contradicts. */
function inHalfPrecision(launch: Launch): Fix {
  const fp16 = setValue("precision", "fp16");
  if (launch.derivation.get("bf16Enabled") !== true) return fp16;
  return { ...fp16, title: t("precision: fp16, without the bf16 block"), remove: ["bf16"] };
}
