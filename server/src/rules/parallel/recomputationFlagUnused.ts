import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const FLAGS = [
  "partition_activations",
  "contiguous_checkpointing",
  "checkpoint_in_cpu",
  "synchronize_each_layer",
  "profile_backward",
  "checkpoint_num_layers",
] as const;

export default defineRule({
  id: "recomputation-flag-unused",
  phase: "model",
  outcome: "ignored",
  evidence: "read",
  keys: ["checkpoint_activations", ...FLAGS],
  idle: FLAGS,
  neox: { at: "megatron/model/gpt2_model.py:__init__" },
  summary: "The flags of activation checkpointing do nothing without `checkpoint_activations`",
  sources: ["megatron/model/gpt2_model.py:135:__init__"],
  explain: `NeoX recomputes activations only with \`checkpoint_activations: true\`; how it does so, the other flags
say. Switch it on, or remove the flag.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_activations: false
    partition_activations: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_activations: true
    partition_activations: true
  `,
  message: (launch, key) =>
    isOn(launch, "checkpoint_activations") === false && isOn(launch, key) === true
      ? t("{0} has no effect: checkpoint_activations is off, so nothing is recomputed.", key)
      : undefined,
});
