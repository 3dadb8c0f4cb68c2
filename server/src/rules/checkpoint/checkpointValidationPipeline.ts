import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { isInference } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "checkpoint-validation-pipeline",
  phase: "save",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["checkpoint_validation_with_forward_pass", "pipe_parallel_size", "gradient_accumulation_steps"],
  neox: { at: "megatron/checkpointing.py:do_forward_pass", raises: "StopIteration" },
  summary: "In a pipeline the check of a checkpoint needs one accumulation step",
  sources: ["megatron/checkpointing.py:93:do_forward_pass"],
  explain: `It hands the pipeline an iterator with one batch, and the pipeline takes one for each accumulation step.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_validation_with_forward_pass: true
    pipe_parallel_size: 1
    gradient_accumulation_steps: 8
    eval_iters: 0
    save: checkpoints
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pipe_parallel_size: 1
    gradient_accumulation_steps: 8
    eval_iters: 0
  `,
  isCertain: (launch) => (launch.get("save") ?? null) !== null && !isInference(launch),
  message: (launch) => {
    const steps = launch.derivation.int("gradient_accumulation_steps") ?? 1;
    if (!isSwitchedOn(launch, "checkpoint_validation_with_forward_pass") || steps <= 1) return undefined;
    return positiveInt(launch, "pipe_parallel_size") === undefined
      ? undefined
      : t("The first save stops: its check has one batch, and the pipeline takes {0}.", steps);
  },
  fixes: () => [setValue("checkpoint_validation_with_forward_pass", false)],
});
