import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_RWKV } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rwkv-heads",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["dim_att", "num_attention_heads", "attention_config"],
  holds: SINCE_RWKV,
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:__init__", raises: "AssertionError" },
  summary: "`num_attention_heads` must divide `dim_att` of rwkv layers",
  sources: ["megatron/model/rwkv/v6/rwkv.py:298:__init__"],
  explain: `NeoX asserts it without a message.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["rwkv"], 12]]
        precision: bfloat16
        dim_att: 800
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
    const dimAtt = positiveInt(launch, "dim_att");
    const heads = positiveInt(launch, "num_attention_heads");
    if (dimAtt === undefined || heads === undefined || !layerKinds(launch)?.has("rwkv")) return;
    if (dimAtt % 32 !== 0 || dimAtt % heads === 0) return;
    report({
      at: "dim_att",
      message: t("dim_att {0} is not divisible by num_attention_heads {1}.", dimAtt, heads),
    });
  },
});
