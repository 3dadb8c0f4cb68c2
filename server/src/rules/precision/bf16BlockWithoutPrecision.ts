import { t } from "../../base/l10n";
import { between } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { enabled, STAGE_0 } from "./precisionBlock";

export default defineRule({
  id: "bf16-block-without-precision",
  phase: "args",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["bf16", "precision"],
  holds: between("056e9caf", "797a4ab4"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "Before {797a4ab4} an enabled `bf16` block did not set `precision`",
  sources: ["megatron/neox_arguments/arguments.py:974:calculate_derived"],
  explain: `NeoX looked at the \`fp16\` block only, so that \`precision\` became fp32 while DeepSpeed ran bfloat16:
the attention then met two types at once. Since 797a4ab4 the block decides. Setting \`precision: bfloat16\` is right
in every version.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        ${STAGE_0}
        bf16:
          enabled: true
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        ${STAGE_0}
        precision: bfloat16
        bf16:
          enabled: true
      `,
    },
    neox: "2024-10-31",
  },
  check(launch, report) {
    if (enabled(launch, "bf16") !== true || launch.get("precision") !== null) return;
    if (enabled(launch, "fp16") === true) return;
    report({
      at: { key: "bf16" },
      message: t("NeoX builds the model in fp32 here while DeepSpeed runs bfloat16: precision is not set."),
      fixes: () => [setValue("precision", "bfloat16")],
    });
  },
});
