import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { layerKinds } from "../../model/layerKinds";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rwkv-dim-att-required",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["dim_att", "attention_config"],
  holds: since("32720325"),
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:__init__", raises: "TypeError" },
  summary: "rwkv layers need `dim_att`",
  sources: ["megatron/model/rwkv/v6/rwkv.py:281-293:__init__"],
  explain: `Since {32720325} the default to \`hidden_size\` is never reached: \`unsupported operand type(s)
for %: 'NoneType' and 'int'\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["rwkv"], 12]]
        precision: bfloat16
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["rwkv"], 12]]
        precision: bfloat16
        dim_att: 768
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (!layerKinds(launch)?.has("rwkv") || launch.get("dim_att") !== null) return;
    const hiddenSize = positiveInt(launch, "hidden_size");
    report({
      at: "dim_att",
      message: t("NeoX stops: rwkv layers need dim_att, and it is not set."),
      fixes: () => (hiddenSize === undefined ? [] : [setValue("dim_att", BigInt(hiddenSize))]),
    });
  },
});
