import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "contiguous-checkpointing",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["contiguous_checkpointing", "partition_activations"],
  neox: {
    at: "megatron/initialize.py:setup_deepspeed_random_and_activation_checkpointing",
    raises: "AssertionError",
  },
  summary: "`contiguous_checkpointing` needs `partition_activations`",
  sources: [
    "deepspeed/runtime/activation_checkpointing/checkpointing.py:1106:configure at DeeperSpeed 91d1c55b",
    "megatron/initialize.py:110:setup_deepspeed_random_and_activation_checkpointing",
  ],
  explain: `DeepSpeed asserts it when activation checkpointing is set up.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_activations: true
    contiguous_checkpointing: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_activations: true
    contiguous_checkpointing: true
    partition_activations: true
  `,
  check(launch, report) {
    if (launch.get("contiguous_checkpointing") !== true || launch.get("partition_activations") !== false)
      return;
    report({
      at: "contiguous_checkpointing",
      message: t("DeepSpeed stops: contiguous_checkpointing needs partition_activations, and that is false."),
      fixes: () => [
        setValue("partition_activations", true),
        setValue("contiguous_checkpointing", false, false),
      ],
    });
  },
});
