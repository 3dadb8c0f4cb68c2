import { t } from "../../l10n";
import { layerKinds } from "../../launch/layerKinds";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule } from "../rule";

export default defineRule({
  id: "uneven-pipeline-stages",
  phase: "model",
  severity: "information",
  keys: ["num_layers", "pipe_parallel_size", "pipe_partition_method"],
  neox: { at: "megatron/model/gpt2_model.py:__init__" },
  summary: "Layers that do not divide into pipeline stages",
  explain: `The slowest stage sets the pace of a pipeline (\`megatron/model/gpt2_model.py:243\`). With fewer layers than stages
some have none.`,
  bad: `${EXAMPLE_MODEL.replace("num_layers: 12", "num_layers: 13")}pipe_parallel_size: 4\n`,
  good: `${EXAMPLE_MODEL}pipe_parallel_size: 4\n`,
  check(launch, report) {
    const layers = positiveInt(launch, "num_layers");
    const stages = positiveInt(launch, "pipe_parallel_size");
    if (layers === undefined || stages === undefined || stages < 2 || layers % stages === 0) return;
    if (layerKinds(launch) === undefined) return;
    report({
      at: "num_layers",
      message: t(
        "{0} layers do not divide into {1} pipeline stages: the fullest sets the pace.",
        layers,
        stages,
      ),
    });
  },
});
