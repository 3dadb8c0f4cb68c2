import type { Launch } from "../../launch/launch";
import { perRank } from "../parameters/count";
import { layerCount, type ModelParameters } from "../parameters/modelParameters";
import { positiveInt } from "../sizes";
import { partitionBalanced, partitionUniform } from "./partition";

/** What one stage of the pipeline holds. */
export interface Stage {
  /** Numbers of its layers: from the first up to, without, the second. */
  readonly layers: readonly [number, number];
  readonly hasInputEmbedding: boolean;
  readonly hasOutputEmbedding: boolean;
  readonly hasFinalNorm: boolean;
}

/** One entry of the list that DeepSpeed cuts into stages (megatron/model/gpt2_model.py:168-330 at ea7aefd8). */
interface Spec {
  /** The class or function, which `type:` matches against. */
  readonly name: string;
  readonly role?: "input" | "layer" | "norm" | "output";
  readonly parameters: number;
}

const CLASSES: ReadonlyMap<string, string> = new Map([
  ["gmlp", "GMLPBlock"],
  ["amlp", "GMLPBlock"],
  ["mamba", "ParallelMambaResidualLayerPipe"],
  ["rwkv", "RWKVResidualLayerPipe"],
]);

/**
 * The stages of the launch's pipeline as DeepSpeed cuts them (deepspeed/runtime/pipe/module.py:_partition_layers):
 * by `pipe_partition_method` over embedding, layers, norm and head, and two functions that have `transformer` in their
 * names and so weigh as much as a layer. Undefined for a method that DeepSpeed does not know, and for more layers than
 * are worth the work.
 */
export function pipelineStages(launch: Launch, parameters: ModelParameters): readonly Stage[] | undefined {
  const specs = specsOf(launch, parameters);
  const bounds = partition(launch, specs, positiveInt(launch, "pipe_parallel_size") ?? 1);
  if (bounds === undefined) return undefined;
  const first = specs.findIndex(({ role }) => role === "layer");
  const clamp = (spec: number) => Math.min(Math.max(spec - first, 0), parameters.layers.length);
  return bounds.slice(1).map((end, stage) => {
    const start = bounds[stage] ?? 0;
    const has = (role: Spec["role"]) => specs.slice(start, end).some((spec) => spec.role === role);
    return {
      layers: [clamp(start), clamp(end)],
      hasInputEmbedding: has("input"),
      hasOutputEmbedding: has("output"),
      hasFinalNorm: has("norm"),
    };
  });
}

function specsOf(launch: Launch, parameters: ModelParameters): Spec[] {
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  const { inputEmbedding, outputEmbedding, finalNorm, positions } = parameters;
  const embedding = (inputEmbedding ? perRank(inputEmbedding, ranks) : 0) + perRank(positions, ranks);
  const isTied = launch.get("no_weight_tying") !== true;
  return [
    { name: "EmbeddingPipe", role: "input", parameters: embedding },
    { name: "_pre_transformer_block", parameters: 0 },
    ...parameters.layers.map(
      (kind): Spec => ({
        name: CLASSES.get(kind.type) ?? "ParallelTransformerLayerPipe",
        role: "layer",
        parameters: perRank(layerCount(parameters, kind.name), ranks),
      }),
    ),
    { name: "_post_transformer_block", parameters: 0 },
    { name: "NormPipe", role: "norm", parameters: perRank(finalNorm, ranks) },
    isTied
      ? { name: "EmbeddingPipe", role: "output", parameters: embedding }
      : {
          name: "ParallelLinearPipe",
          role: "output",
          parameters: outputEmbedding ? perRank(outputEmbedding, ranks) : 0,
        },
  ];
}

/** Each is told, and has its layers and its memory. */
const MOST_STAGES = 2000;

/** Cuts that are tried: some thousand layers on a few stages, or a hundred on a thousand. */
const MOST_CUTS = 20_000_000;

function partition(launch: Launch, specs: readonly Spec[], stages: number): number[] | undefined {
  if (stages > MOST_STAGES || specs.length ** 2 * stages > MOST_CUTS) return undefined;
  const given = launch.get("pipe_partition_method");
  const method = typeof given === "string" ? given.toLowerCase() : "type:transformer|mlp";
  if (method === "uniform") return partitionUniform(specs.length, stages);
  if (method === "parameters")
    return partitionBalanced(
      specs.map((spec) => spec.parameters),
      stages,
    );
  const pattern = method.startsWith("type:") ? regularExpression(method.split(":")[1] ?? "") : undefined;
  if (pattern === undefined) return undefined;
  const asked = new Map(specs.map(({ name }) => [name, 0]));
  for (const name of asked.keys()) asked.set(name, pattern.test(name) ? 1 : 0);
  const weights = specs.map(({ name }) => asked.get(name) ?? 0);
  return weights.includes(1) ? partitionBalanced(weights, stages) : undefined;
}

/** With more repetitions, groups or characters than these an expression can take longer than anybody waits. */
const MOST_REPETITIONS = 3;
const MOST_GROUPS = 3;
const LONGEST_EXPRESSION = 200;

/** What multiplies: a group again and again, a count, and what matched before. */
const MULTIPLYING = /\)[*+?]|[{}]|\\[1-9k]/;

/** Undefined for what is none, and for one that nobody writes to name a layer and that may take long. */
function regularExpression(source: string): RegExp | undefined {
  const count = (signs: RegExp) => source.match(signs)?.length ?? 0;
  if (source.length > LONGEST_EXPRESSION || MULTIPLYING.test(source)) return undefined;
  if (count(/[*+?]/g) > MOST_REPETITIONS || count(/\(/g) > MOST_GROUPS) return undefined;
  try {
    return new RegExp(source, "i");
  } catch {
    return undefined;
  }
}

/**
 * Share of a step in which a GPU waits for the pipeline to fill and drain: (p - 1) / (m + p - 1) for m micro batches
 * on p stages (Narayanan et al. 2021, arXiv:2104.04473, section 2.2.1).
 */
export function bubbleShare(stages: number, microBatches: number): number {
  return (stages - 1) / (microBatches + stages - 1);
}
