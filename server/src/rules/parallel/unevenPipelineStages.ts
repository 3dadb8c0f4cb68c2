import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../model/layerKinds";
import { modelParameters } from "../../model/parameters/modelParameters";
import { pipelineStages } from "../../model/pipeline/stages";
import { positiveInt } from "../../model/sizes";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** What to cut by so that only layers count: the first that spreads them evenly is offered. */
const METHODS = ["type:ParallelTransformerLayerPipe", "type:ParallelMambaResidualLayerPipe", "parameters"];

/** Cutting takes time with the square of the layers, and no model has more. */
const MOST_LAYERS = 1000;

/** Methods that are quick to try: a pattern without repetitions. */
const QUICK_METHOD = /^(uniform|parameters|type:[\w|]*)$/i;

const FOUR_STAGES = `${EXAMPLE_MODEL}pipe_parallel_size: 4\n`;

export default defineRule({
  id: "uneven-pipeline-stages",
  phase: "model",
  severity: "information",
  outcome: "slow",
  evidence: "ran",
  keys: ["num_layers", "pipe_parallel_size", "pipe_partition_method"],
  neox: { at: "megatron/model/gpt2_model.py:__init__" },
  summary: "Layers that are not spread evenly over the pipeline's stages",
  sources: [
    "megatron/model/gpt2_model.py:243:init_specs",
    "megatron/model/gpt2_model.py:217:init_specs",
    "megatron/model/gpt2_model.py:266:init_specs",
  ],
  explain: `The slowest stage sets the pace of a pipeline. Layers that do not divide into the stages leave some with
fewer, or with none. The default \`pipe_partition_method\`, \`type:transformer|mlp\`, also counts two functions with
\`transformer\` in their names as layers: 12 layers on 4 stages become 3, 4, 3 and 2.
\`type:ParallelTransformerLayerPipe\` counts layers only. Seen by running DeeperSpeed 91d1c55b's own partition.`,
  bad: FOUR_STAGES,
  good: yaml`
    ${FOUR_STAGES}
    pipe_partition_method: "type:ParallelTransformerLayerPipe"
  `,
  check(launch, report) {
    const layers = positiveInt(launch, "num_layers");
    const stages = positiveInt(launch, "pipe_parallel_size");
    if (layers === undefined || stages === undefined || stages < 2 || layerKinds(launch) === undefined)
      return;
    const held = layersOfStages(launch);
    if (held !== undefined && Math.max(...held) > Math.ceil(layers / stages)) {
      report({
        at: "pipe_parallel_size",
        message: t("The stages hold {0} layers: the fullest sets the pace.", held.join(t(", "))),
        fixes: () => evenly(launch, Math.ceil(layers / stages)),
      });
    } else if (layers % stages !== 0) {
      report({
        at: "num_layers",
        message: t(
          "{0} layers do not divide into {1} pipeline stages: the fullest sets the pace.",
          layers,
          stages,
        ),
      });
    }
  },
});

/** How many layers each stage holds; undefined while the model or its partition is not known. */
function layersOfStages(launch: Launch): readonly number[] | undefined {
  if ((positiveInt(launch, "num_layers") ?? 0) > MOST_LAYERS) return undefined;
  if (!QUICK_METHOD.test(scalarText(launch.get("pipe_partition_method")))) return undefined;
  const parameters = modelParameters(launch);
  const stages = parameters && pipelineStages(launch, parameters);
  return stages?.map(({ layers: [start, end] }) => end - start);
}

function evenly(launch: Launch, most: number): readonly Fix[] {
  const method = METHODS.find((it) => {
    const held = layersOfStages(launch.with({ pipe_partition_method: it }));
    return held !== undefined && Math.max(...held) <= most;
  });
  return method === undefined ? [] : [setValue("pipe_partition_method", method)];
}
