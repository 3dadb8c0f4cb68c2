import { t } from "../../l10n";
import { isOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { defineIgnoredKeys } from "./ignoredKeys";

const FLAGS = [
  "partition_activations",
  "contiguous_checkpointing",
  "checkpoint_in_cpu",
  "synchronize_each_layer",
  "profile_backward",
  "checkpoint_num_layers",
] as const;

export const activationCheckpointingRules: readonly Rule[] = [
  defineIgnoredKeys({
    id: "recomputation-flag-unused",
    phase: "model",
    keys: ["checkpoint_activations", ...FLAGS],
    idle: FLAGS,
    neox: { at: "megatron/model/gpt2_model.py:__init__" },
    summary: "The flags of activation checkpointing do nothing without `checkpoint_activations`",
    explain: `NeoX recomputes activations only with \`checkpoint_activations: true\`
(\`megatron/model/gpt2_model.py:135\`); how it does so, the other flags say. Switch it on, or remove the flag.`,
    bad: `${EXAMPLE_MODEL}checkpoint_activations: false\npartition_activations: true\n`,
    good: `${EXAMPLE_MODEL}checkpoint_activations: true\npartition_activations: true\n`,
    because: (launch, key) =>
      isOn(launch, "checkpoint_activations") === false && isOn(launch, key) === true
        ? t("{0} has no effect: checkpoint_activations is off, so nothing is recomputed.", key)
        : undefined,
  }),
  defineIgnoredKeys({
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
      t(
        "NeoX does not go by activation_checkpointing: its own flags, such as checkpoint_activations, count.",
      ),
  }),
];
