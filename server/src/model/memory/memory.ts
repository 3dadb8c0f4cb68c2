import type { Launch } from "../../launch/launch";
import { type Count, NOTHING, perRank, sum } from "../parameters/count";
import { layerCount, type ModelParameters } from "../parameters/modelParameters";
import { pipelineStages, type Stage } from "../pipeline/stages";
import { positiveInt } from "../sizes";
import { layerActivations, tokensPerMicroBatch } from "./activations";
import { bytesPerParameter, bytesPerValue } from "./precision";

export const MEMORY_TERMS = [
  "weights",
  "gradients",
  "optimizer",
  "activations",
  "logits",
  "buffers",
  "runtime",
] as const;

export type MemoryTerm = (typeof MEMORY_TERMS)[number];

/** Bytes on the fullest GPU. */
export interface GpuMemory {
  readonly zeroStage: number;
  /** The pipeline stage of the fullest GPU. */
  readonly stage: number;
  readonly terms: Readonly<Record<MemoryTerm, number>>;
  readonly total: number;
}

export const ZERO_STAGES = [0, 1, 2, 3] as const;

/** CUDA context, NCCL and workspaces; what is usual on one GPU. */
const RUNTIME_BYTES = 1.5e9;

/** DeepSpeed's own bucket for gradients without ZeRO, in elements. */
const ALLREDUCE_BUCKET = 500_000_000;

/**
 * Memory on the fullest GPU of the launch, at its own ZeRO stage or another; undefined while the length of a
 * sequence or the vocabulary is unknown. Weights, gradients and optimizer states follow the ZeRO paper (arXiv:1910.02054) and are exact
 * but for padding; activations follow Korthikanti et al. (arXiv:2205.05198); buckets and their place follow
 * EleutherAI's cookbook (calc/calc_transformer_mem.py). The last four terms are estimates.
 */
export function gpuMemory(
  launch: Launch,
  parameters: ModelParameters,
  stages: readonly Stage[] | undefined = pipelineStages(launch, parameters),
  zeroStage = launch.derivation.int("zero_stage") ?? 0,
): GpuMemory | undefined {
  const memories = stages?.map((stage, index) =>
    stageMemory(launch, parameters, { stage, index, stages: stages.length, zeroStage }),
  );
  return memories?.reduce((fullest, each) =>
    fullest === undefined || each === undefined || fullest.total >= each.total ? fullest : each,
  );
}

interface StagePlace {
  readonly stage: Stage;
  readonly index: number;
  readonly stages: number;
  readonly zeroStage: number;
}

function stageMemory(launch: Launch, parameters: ModelParameters, place: StagePlace): GpuMemory | undefined {
  const held = parametersOfStage(launch, parameters, place.stage);
  const activations = activationBytes(launch, parameters, place);
  const logits = logitBytes(launch, parameters, place.stage);
  if (held === undefined || activations === undefined || logits === undefined) return undefined;
  const { zeroStage, index } = place;
  const terms = {
    ...stateBytes(launch, held, zeroStage),
    activations,
    logits,
    buffers: bufferBytes(launch, held, zeroStage),
    runtime: RUNTIME_BYTES,
  };
  const total = MEMORY_TERMS.reduce((all, term) => all + terms[term], 0);
  return { zeroStage, stage: index, terms, total };
}

/** Parameters that one GPU of a stage works with, before ZeRO; undefined with the vocabulary. */
function parametersOfStage(launch: Launch, parameters: ModelParameters, stage: Stage): number | undefined {
  const { inputEmbedding, outputEmbedding, finalNorm, positions } = parameters;
  if (inputEmbedding === undefined || outputEmbedding === undefined) return undefined;
  const [from, to] = stage.layers;
  const isTied = launch.get("no_weight_tying") !== true;
  const embedding = sum([inputEmbedding, positions]);
  // A last stage without the first builds the whole of a tied embedding once more (megatron/model/gpt2_model.py:319-332).
  const head = !isTied ? outputEmbedding : stage.hasInputEmbedding ? NOTHING : embedding;
  const counts: Count[] = parameters.layers.slice(from, to).map(({ name }) => layerCount(parameters, name));
  if (stage.hasInputEmbedding) counts.push(embedding);
  if (stage.hasFinalNorm) counts.push(finalNorm);
  if (stage.hasOutputEmbedding) counts.push(head);
  return perRank(sum(counts), positiveInt(launch, "model_parallel_size") ?? 1);
}

/** The three states of the ZeRO paper, each divided over the replicas from its stage on (section 5). */
function stateBytes(launch: Launch, held: number, zeroStage: number) {
  const { weight, gradient, optimizer } = bytesPerParameter(launch);
  const replicas = Math.max(launch.derivation.dataParallelSize ?? 1, 1);
  const share = (from: number) => (zeroStage >= from ? held / replicas : held);
  return {
    weights: weight * share(3),
    gradients: gradient * share(2),
    optimizer: optimizer * share(1),
  };
}

/** Layers keep activations for every micro batch that is in flight; checkpointing keeps inputs, and one group in full. */
function activationBytes(
  launch: Launch,
  parameters: ModelParameters,
  { stage, index, stages }: StagePlace,
): number | undefined {
  const layers = parameters.layers.slice(...stage.layers).map((kind) => layerActivations(launch, kind));
  if (!layers.every((layer) => layer !== undefined)) return undefined;
  const inFlight = Math.min(stages - index, positiveInt(launch, "gradient_accumulation_steps") ?? stages);
  const full = layers.reduce((all, layer) => all + layer.full, 0);
  if (launch.get("checkpoint_activations") !== true || layers.length === 0) return full * inFlight;
  const group = Math.min(positiveInt(launch, "checkpoint_num_layers") ?? 1, layers.length);
  const inputs = layers.reduce((all, layer) => all + layer.input, 0) / group;
  return inputs * inFlight + (full * group) / layers.length;
}

/** Logits in half precision and in fp32 for the loss (Korthikanti et al., section 4.3), divided as the vocabulary is. */
function logitBytes(launch: Launch, { vocabulary }: ModelParameters, stage: Stage): number | undefined {
  const tokens = tokensPerMicroBatch(launch);
  if (tokens === undefined || vocabulary === undefined) return undefined;
  if (!stage.hasOutputEmbedding) return 0;
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  return (tokens * vocabulary.paddedSize * (bytesPerValue(launch) + 4)) / ranks;
}

/** Buckets that gradients are reduced in and weights are gathered in; none for a single replica. */
function bufferBytes(launch: Launch, held: number, zeroStage: number): number {
  if ((launch.derivation.dataParallelSize ?? 1) <= 1) return 0;
  const bucket = (elements: number) => Math.min(elements, held) * bytesPerValue(launch);
  if (zeroStage === 0) return bucket(ALLREDUCE_BUCKET);
  const reduce = launch.derivation.int("zero_reduce_bucket_size") ?? ALLREDUCE_BUCKET;
  const gather = launch.derivation.int("zero_allgather_bucket_size") ?? ALLREDUCE_BUCKET;
  return bucket(reduce) + bucket(gather);
}

export type Fit = "fits" | "tight" | "does not fit";

/** From this share of a GPU's memory on, fragmentation may decide. */
const TIGHT = 0.9;

export function fitOf(bytes: number, gpuBytes: number): Fit {
  if (bytes > gpuBytes) return "does not fit";
  return bytes > TIGHT * gpuBytes ? "tight" : "fits";
}
