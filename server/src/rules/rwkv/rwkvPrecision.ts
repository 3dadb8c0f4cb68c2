import { t } from "../../base/l10n";
import { isSettled } from "../../model/certainty";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_RWKV } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rwkv-precision",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["precision", "attention_config"],
  holds: SINCE_RWKV,
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:forward", raises: "AssertionError" },
  summary: "rwkv layers compute in `bfloat16` only",
  sources: ["megatron/model/rwkv/v6/rwkv.py:20:forward"],
  explain: `The wrapper of their kernel asserts the type of its inputs without a message.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["rwkv"], 12]]
        dim_att: 768
        precision: fp16
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["rwkv"], 12]]
        dim_att: 768
        precision: bfloat16
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (!layerKinds(launch)?.has("rwkv")) return;
    const precision = launch.derivation.get("precision");
    if (typeof precision !== "string" || precision === "bfloat16") return;
    if (!["precision", "fp16", "bf16"].some((key) => isSettled(launch, key))) return;
    report({
      at: "precision",
      message: t("rwkv's kernel asserts bfloat16, and the precision is {0}.", precision),
      fixes: () => (launch.get("fp16") === null ? [setValue("precision", "bfloat16")] : []),
    });
  },
});
