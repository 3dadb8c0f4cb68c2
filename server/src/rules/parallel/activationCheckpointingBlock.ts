import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "activation-checkpointing-block",
  phase: "model",
  severity: "information",
  outcome: "ignored",
  evidence: "read",
  idle: ["activation_checkpointing"],
  holds: since("5c5fb945"),
  neox: { at: "megatron/initialize.py:initialize_megatron" },
  summary: "DeepSpeed's block `activation_checkpointing` is not what NeoX goes by",
  sources: ["megatron/initialize.py:110:setup_deepspeed_random_and_activation_checkpointing"],
  explain: `NeoX configures recomputation itself, from its own flags at top level: \`checkpoint_activations\`,
\`partition_activations\` and the like.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    activation_checkpointing:
      partition_activations: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_activations: true
    partition_activations: true
  `,
  message: () =>
    t("NeoX does not go by activation_checkpointing: its own flags, such as checkpoint_activations, count."),
});
