import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "model-parallel-flag-unused",
  phase: "model",
  outcome: "ignored",
  evidence: "ran",
  keys: ["sequence_parallel", "fp32_allreduce", "model_parallel_size"],
  idle: ["sequence_parallel", "fp32_allreduce"],
  asked: isSwitchedOn,
  neox: { at: "megatron/mpu/initialize.py:initialize_model_parallel" },
  summary: "Flags of model parallelism on a single rank",
  sources: [
    "megatron/neox_arguments/neox_args.py:88:NeoXArgsParallelism",
    "megatron/mpu/mappings.py:40:_reduce",
  ],
  explain: `\`sequence_parallel\` splits activations over the model-parallel ranks, and \`fp32_allreduce\` concerns
their collectives only, never the gradients' average. With \`model_parallel_size: 1\` neither does anything.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    model_parallel_size: 1
    sequence_parallel: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    model_parallel_size: 2
    sequence_parallel: true
  `,
  message: (launch, key) =>
    launch.settings.has("model_parallel_size") && launch.derivation.int("model_parallel_size") === 1
      ? t("{0} has no effect with model_parallel_size 1.", key)
      : undefined,
});
