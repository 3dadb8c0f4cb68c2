import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { evaluates } from "../kit/evaluates";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const FLAGS = ["checkpoint_activations", "partition_activations", "contiguous_checkpointing"] as const;

export default defineRule({
  id: "contiguous-evaluation",
  phase: "eval",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: [
    "contiguous_checkpointing",
    "partition_activations",
    "gradient_accumulation_steps",
    "checkpoint_validation_with_forward_pass",
    "eval_iters",
  ],
  neox: { at: "megatron/model/utils.py:forward", raises: "IndexError" },
  summary: "Contiguous checkpointing runs out of buffers in an evaluation",
  sources: ["megatron/model/utils.py:215:forward", "megatron/training.py:1595:evaluate"],
  explain: `DeepSpeed's contiguous buffers are reset once an evaluation iteration, and not once a forward pass: with
\`gradient_accumulation_steps\` above 1 the second pass finds none left, and so does the pass that
\`checkpoint_validation_with_forward_pass\` adds.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 100
    pipe_parallel_size: 0
    gradient_accumulation_steps: 2
    eval_iters: 10
    checkpoint_activations: true
    partition_activations: true
    contiguous_checkpointing: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 100
    pipe_parallel_size: 0
    gradient_accumulation_steps: 2
    eval_iters: 10
    checkpoint_activations: true
    partition_activations: true
    contiguous_checkpointing: false
  `,
  message: (launch) =>
    isTraining(launch) && FLAGS.every((flag) => isOn(launch, flag) === true) && passesTwice(launch)
      ? t("An evaluation runs several forward passes with buffers for one, and stops with an IndexError.")
      : undefined,
  fixes: () => [setValue("contiguous_checkpointing", false)],
});

function passesTwice(launch: Launch): boolean {
  const steps = launch.derivation.int("gradient_accumulation_steps") ?? 1;
  const validates = isOn(launch, "checkpoint_validation_with_forward_pass") === true;
  return evaluates(launch) && (steps > 1 || validates);
}
