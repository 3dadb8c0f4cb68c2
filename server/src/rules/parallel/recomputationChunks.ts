import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "recomputation-chunks",
  phase: "forward",
  severity: "information",
  outcome: "slow",
  evidence: "read",
  keys: ["checkpoint_num_layers", "checkpoint_activations"],
  neox: { at: "megatron/model/gpt2_model.py:__init__" },
  summary: "Chunks of activation checkpointing that hold more than layers are not recomputed",
  sources: ["megatron/model/gpt2_model.py:135:__init__", "megatron/model/utils.py:203:forward"],
  explain: `NeoX cuts the model into chunks from the embedding on, and recomputes only chunks of transformer layers
alone: a chunk that reaches over either end saves nothing. With three pipeline stages or more, those in the middle
have transformer layers alone.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_activations: true
    checkpoint_num_layers: 100
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    checkpoint_activations: true
    checkpoint_num_layers: 1
  `,
  check(launch, report) {
    const size = positiveInt(launch, "checkpoint_num_layers");
    const layers = positiveInt(launch, "num_layers");
    if (size === undefined || layers === undefined || isOn(launch, "checkpoint_activations") !== true) return;
    if (size <= layers + 2 || (positiveInt(launch, "pipe_parallel_size") ?? 0) > 2) return;
    report({
      at: "checkpoint_num_layers",
      message: t(
        "A chunk of {0} is more than all {1} layers with their ends: nothing is recomputed.",
        size,
        layers,
      ),
      fixes: () => [
        { title: t("checkpoint_num_layers: 1"), preferred: true, set: { checkpoint_num_layers: 1n } },
      ],
    });
  },
});
