import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "steps-per-print-zero",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["steps_per_print"],
  neox: { at: "megatron/training.py:train_step", raises: "ZeroDivisionError" },
  summary: "`steps_per_print` is at least 1",
  sources: ["megatron/training.py:1357:train_step", "megatron/training.py:1393:train_step_pipe"],
  explain: `DeepSpeed divides by it after the first step.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    steps_per_print: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    steps_per_print: 10
  `,
  message: (launch) =>
    launch.int("steps_per_print") === 0 && !isInference(launch)
      ? t("DeepSpeed divides by steps_per_print after the first step, and it is 0.")
      : undefined,
  fixes: () => [setValue("steps_per_print", 10n)],
});
