import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE, isGeneration } from "./textGeneration";

export default defineRule({
  id: "bf16-inference",
  phase: "generate",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["precision", "text_gen_type"],
  holds: since("d9166bfd"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "TypeError" },
  summary: "`generate.py` cannot run in bfloat16",
  sources: [
    "megatron/utils.py:441:setup_for_inference_or_eval",
    "megatron/neox_arguments/arguments.py:999:calculate_derived",
  ],
  explain: `\`generate.py\` and \`eval.py\` set \`zero_optimization\` to None, and the branch of bfloat16 reads its
stage first.`,
  bad: yaml`
    ${GENERATE}
    precision: bfloat16
    zero_optimization: {stage: 0}
  `,
  good: yaml`
    ${GENERATE}
    precision: fp16
  `,
  message: (launch) =>
    isGeneration(launch) && launch.settings.get("precision")?.value === "bfloat16"
      ? t("generate.py stops in bfloat16: 'NoneType' object is not subscriptable. Take fp16 or fp32.")
      : undefined,
  fixes: (launch) => (launch.derivation.get("bf16Enabled") === true ? [] : [setValue("precision", "fp16")]),
});
