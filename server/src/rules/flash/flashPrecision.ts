import { t } from "../../base/l10n";
import { isSettled } from "../../model/certainty";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "flash-precision",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["attention_config", "precision"],
  neox: { at: "megatron/model/transformer.py:flash_attention", raises: "RuntimeError" },
  summary: "`flash` layers need fp16 or bfloat16",
  sources: ["megatron/model/transformer.py:656:flash_attention"],
  explain: `Flash attention has kernels for half precision only: \`FlashAttention only support fp16 and bf16 data
type\`. Without \`precision\`, \`fp16\` or \`bf16\` NeoX trains in fp32.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["flash"], 12]]
    precision: fp32
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["flash"], 12]]
    precision: bfloat16
  `,
  check(launch, report) {
    if (!layerKinds(launch)?.has("flash") || launch.derivation.get("precision") !== "fp32") return;
    if (!["precision", "fp16", "bf16"].some((key) => isSettled(launch, key))) return;
    report({
      at: "attention_config",
      message: t("Flash attention has no fp32 kernels, and the precision is fp32."),
      fixes: () => [setValue("precision", "bfloat16"), setValue("precision", "fp16", false)],
    });
  },
});
