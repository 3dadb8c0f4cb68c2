import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "checkpoint-num-layers-zero",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["checkpoint_num_layers"],
  neox: {
    at: "megatron/initialize.py:setup_deepspeed_random_and_activation_checkpointing",
    raises: "ZeroDivisionError",
  },
  summary: "`checkpoint_num_layers` must not be 0",
  sources: ["megatron/initialize.py:103:setup_deepspeed_random_and_activation_checkpointing"],
  explain: `NeoX divides the layers by it before it builds the model, also without \`checkpoint_activations\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_num_layers: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_num_layers: 1
  `,
  check(launch, report) {
    if (launch.derivation.int("checkpoint_num_layers") !== 0) return;
    report({
      at: "checkpoint_num_layers",
      message: t("NeoX divides by checkpoint_num_layers, and it is 0."),
      fixes: () => [setValue("checkpoint_num_layers", 1n)],
    });
  },
});
