import { t } from "../../base/l10n";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";

export default defineIgnoredKeys({
  id: "activation-checkpointing-block",
  phase: "model",
  severity: "information",
  keys: ["activation_checkpointing"],
  holds: { from: "2023-03-26", since: "5c5fb945" },
  neox: { at: "megatron/initialize.py:initialize_megatron" },
  summary: "DeepSpeed's block `activation_checkpointing` is not what NeoX goes by",
  explain: `NeoX configures recomputation itself, from its own flags at top level
(\`megatron/initialize.py:110\`): \`checkpoint_activations\`, \`partition_activations\` and the like.`,
  bad: `${EXAMPLE_MODEL}activation_checkpointing:\n  partition_activations: true\n`,
  good: `${EXAMPLE_MODEL}checkpoint_activations: true\npartition_activations: true\n`,
  because: () =>
    t("NeoX does not go by activation_checkpointing: its own flags, such as checkpoint_activations, count."),
});
