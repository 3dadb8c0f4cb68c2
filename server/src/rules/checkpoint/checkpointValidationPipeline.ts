import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";

export default defineSingleFinding({
  id: "checkpoint-validation-pipeline",
  phase: "checkpoint",
  severity: "warning",
  keys: ["checkpoint_validation_with_forward_pass", "pipe_parallel_size", "gradient_accumulation_steps"],
  neox: { at: "megatron/checkpointing.py:check_forward_pass", raises: "StopIteration" },
  summary: "In a pipeline the check of a checkpoint needs one accumulation step",
  explain: `It hands the pipeline an iterator with one batch (\`megatron/checkpointing.py:93\`), and the pipeline takes one
for each accumulation step.`,
  bad: `${EXAMPLE_MODEL}checkpoint_validation_with_forward_pass: true\npipe_parallel_size: 1
gradient_accumulation_steps: 8\neval_iters: 0\n`,
  good: `${EXAMPLE_MODEL}pipe_parallel_size: 1\ngradient_accumulation_steps: 8\neval_iters: 0\n`,
  says: (launch) => {
    const steps = launch.derivation.int("gradient_accumulation_steps") ?? 1;
    if (!isSwitchedOn(launch, "checkpoint_validation_with_forward_pass") || steps <= 1) return undefined;
    return positiveInt(launch, "pipe_parallel_size") === undefined
      ? undefined
      : t("The first save stops: its check has one batch, and the pipeline takes {0}.", steps);
  },
  fixes: () => [setValue("checkpoint_validation_with_forward_pass", false)],
});
