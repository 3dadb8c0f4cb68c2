import type { Launch } from "../../../launch/launch";
import { elements, optimizerGroups, type ParameterTensor } from "../../parameters/tensors";
import { positiveInt } from "../../sizes";
import { BYTES, bytesPerValue, gradientAccumulationType } from "../precision";
import { collectInBucketOfStage3, collectInBuckets, type Held as HeldInBackward } from "./backward";
import { momentBytes, momentsOnHost } from "./moments";
import { inTurn, type Share, shareOf, shareOfTensor } from "./shares";
import { type Wrapper, wrapperOf } from "./wrapper";
import { type ZeroBlock, zeroBlock } from "./zeroBlock";

export const STATE_TERMS = [
  "weights",
  "master",
  "moments",
  "gradients",
  "gradientsInBackward",
  "buffers",
] as const;

export type StateTerm = (typeof STATE_TERMS)[number];

/** Bytes that one rank holds, wherever they lie. */
export interface ModelStates {
  /** `weights`, the fp32 copy of them, the optimizer's state: after an update. */
  readonly weights: number;
  readonly master: number;
  readonly moments: number;
  /** Just before an update. */
  readonly gradients: number;
  /** The most that gradients of parameters refer to during the backward pass; of a bucket always the whole. */
  readonly gradientsInBackward: number;
  readonly buffers: number;
  /** Of all weights, whole and without padding. */
  readonly wholeWeights: number;
  /** What of it lies in the host's memory; the rest is on the GPU. */
  readonly onHost: Readonly<Partial<Record<StateTerm, number>>>;
  /** On the GPU during the backward pass: gradients, buckets, and what earlier micro batches left. */
  readonly gradientsOnGpu: number;
}

/** Which of the ranks that hold the same part of the model. */
export interface Replica {
  readonly index: number;
  readonly count: number;
}

/** All that the functions below work with. */
interface Setting {
  readonly launch: Launch;
  readonly zero: ZeroBlock;
  readonly tensors: readonly ParameterTensor[];
  readonly groups: readonly (readonly ParameterTensor[])[];
  readonly replica: Replica;
  /** Bytes of a weight. */
  readonly width: number;
}

const FP32 = BYTES.fp32;

/**
 * The states of a model on one rank, in bytes as DeepSpeed holds them (deepspeed/runtime at DeeperSpeed 91d1c55b), for the
 * launch's ZeRO stage or another. `buffers` are bytes that modules register beside their parameters.
 */
export function modelStates(
  launch: Launch,
  tensors: readonly ParameterTensor[],
  replica: Replica,
  buffers: number,
  zeroStage?: number,
): ModelStates {
  const zero = zeroBlock(launch, zeroStage);
  const wrapper = wrapperOf(launch, zero);
  const groups = optimizerGroups(launch, tensors);
  const setting = { launch, zero, tensors, groups, replica, width: bytesPerValue(launch) };
  return { ...HELD[wrapper](setting), buffers, wholeWeights: setting.width * sumOf(tensors) };
}

type Held = Omit<ModelStates, "buffers" | "wholeWeights">;

const HELD: Readonly<Record<Wrapper, (setting: Setting) => Held>> = {
  plain: (setting) => whole(setting, 0),
  fp16: (setting) => whole(setting, FP32),
  fp16Unfused: (setting) => whole(setting, FP32),
  bf16,
  zero: zero1Or2,
  zero3,
};

/** Every rank holds all; `master` bytes a parameter for a copy in fp32. */
function whole({ launch, tensors, groups, width }: Setting, master: number): Held {
  const count = sumOf(tensors);
  const isFlat = master > 0 && wrapperIsFlat(launch);
  const shapes = isFlat ? groups.map((group) => [sumOf(group)]) : tensors.map(({ shape }) => shape);
  const moments = momentBytes(launch, shapes);
  return {
    weights: width * count,
    master: master * count,
    moments,
    gradients: width * count,
    gradientsInBackward: width * count,
    onHost: momentsOnHost(launch) ? { moments } : {},
    gradientsOnGpu: width * count,
  };
}

function wrapperIsFlat(launch: Launch): boolean {
  return wrapperOf(launch, zeroBlock(launch, 0)) === "fp16";
}

/** Shares of fp32 copy and moments; gradients twice, whole: as autograd makes them and as they add up (bf16_optimizer.py). */
function bf16({ launch, zero, tensors, groups, replica, width }: Setting): Held {
  const shares = groups.map((group) => shareOf(group, replica.index, replica.count));
  const padded = shares.reduce((sum, share) => sum + share.padded, 0);
  const kept = lengthOf(shares);
  const accumulated = BYTES[gradientAccumulationType(launch, zero.stage)] * padded;
  const made = width * sumOf(tensors);
  const moments = momentBytes(
    launch,
    shares.map(({ length }) => [length]),
  );
  return {
    weights: width * padded,
    master: FP32 * kept,
    moments,
    gradients: made + accumulated,
    gradientsInBackward: made,
    onHost: momentsOnHost(launch) ? { moments } : {},
    gradientsOnGpu: made + accumulated,
  };
}

/** ZeRO 1 and 2 (stage_1_and_2.py): an fp32 copy of the share even where the weights are fp32. */
function zero1Or2(setting: Setting): Held {
  const { launch, zero, groups, replica, width } = setting;
  const isOffloaded = zero.offloadOptimizer !== "none";
  const shares = groups.map((group) =>
    shareOf(zero.roundRobinGradients ? inTurn(group, replica.count) : group, replica.index, replica.count),
  );
  const padded = shares.reduce((sum, share) => sum + share.padded, 0);
  const kept = lengthOf(shares);
  const master = FP32 * kept;
  const moments = momentBytes(
    launch,
    shares.map(({ length }) => [length]),
  );
  const gradients = isOffloaded ? offloadedGradients(setting, shares) : gradientsOfShares(setting, shares);
  const held = inBackward(setting, shares);
  const buckets = usesBuckets(zero) ? width * zero.reduceBucketSize * (isDoubled(setting) ? 2 : 1) : 0;
  // Between micro batches ZeRO-2 keeps the sum of its share.
  const earlier = zero.stage === 2 && accumulates(launch) && !isOffloaded ? gradients : 0;
  return {
    weights: width * padded,
    master,
    moments,
    gradients,
    gradientsInBackward: width * held.referred,
    onHost: isOffloaded ? { master, moments, gradients } : momentsOnHost(launch) ? { moments } : {},
    gradientsOnGpu: width * held.outsideBuckets + buckets + earlier,
  };
}

/**
 * What the gradients of the share refer to: parameters that a border cuts lie there whole. The last share is filled up.
 */
function gradientsOfShares({ launch, zero, width }: Setting, shares: readonly Share[]): number {
  const type = gradientAccumulationType(launch, zero.stage);
  const isSeparate = zero.stage === 1 && BYTES[type] !== width;
  const tensors = shares.flatMap((share) => share.tensors);
  const padding = shares.reduce((sum, share) => sum + share.padding, 0);
  return (isSeparate ? BYTES[type] : width) * sumOf(tensors) + BYTES[type] * padding;
}

/** In the host's memory: the share in fp32, and with several micro batches each of its parameters whole. */
function offloadedGradients({ launch, width }: Setting, shares: readonly Share[]): number {
  const sums = accumulates(launch) ? width * sumOf(shares.flatMap(({ tensors }) => tensors)) : 0;
  return FP32 * lengthOf(shares) + sums;
}

function inBackward(setting: Setting, shares: readonly Share[]): HeldInBackward {
  const { launch, zero, tensors } = setting;
  const overlaps = isOverlapped(setting);
  // Without overlap ZeRO-1 reduces after the backward pass.
  if (zero.stage === 1 && !overlaps) {
    return { referred: sumOf(tensors), outsideBuckets: sumOf(tensors) };
  }
  return collectInBuckets({
    tensors,
    mine: new Set(shares.flatMap((share) => share.tensors)),
    bucketSize: zero.reduceBucketSize,
    contiguous: usesBuckets(zero),
    twoBuckets: isDoubled(setting),
    freesOthers: zero.stage === 2,
    accumulated: zero.stage === 1 && accumulates(launch),
  });
}

function usesBuckets(zero: ZeroBlock): boolean {
  return zero.contiguousGradients || zero.offloadOptimizer !== "none";
}

function isDoubled(setting: Setting): boolean {
  return usesBuckets(setting.zero) && isOverlapped(setting);
}

/** A pipeline does not overlap (deepspeed/runtime/engine.py:_configure_zero_optimizer). */
function isOverlapped({ launch, zero }: Setting): boolean {
  return zero.overlapComm && positiveInt(launch, "pipe_parallel_size") === undefined;
}

/** ZeRO-3 (stage3.py): a share of each parameter by itself, and small parameters whole beside it. */
function zero3(setting: Setting): Held {
  const { launch, zero, tensors, groups, replica, width } = setting;
  const share = (list: readonly ParameterTensor[]) =>
    list.reduce((sum, tensor) => sum + shareOfTensor(tensor, replica.count), 0);
  const kept = share(tensors);
  const isOffloaded = zero.offloadOptimizer !== "none";
  const shares = width * kept;
  const master = FP32 * kept;
  const moments = momentBytes(
    launch,
    groups.map((group) => [share(group)]),
  );
  const flat = BYTES[gradientAccumulationType(launch, zero.stage)] * kept;
  const gradients = isOffloaded ? flat + FP32 * kept : flat;
  const bucketSize = zero.contiguousGradients ? zero.reduceBucketSize : 0;
  const held = collectInBucketOfStage3({
    tensors,
    mine: new Set(),
    bucketSize: zero.reduceBucketSize,
    contiguous: zero.contiguousGradients,
    twoBuckets: false,
    freesOthers: true,
    accumulated: false,
  });
  return {
    weights: shares + width * persistent(setting),
    master,
    moments,
    gradients,
    gradientsInBackward: width * held.referred,
    onHost: {
      ...(zero.offloadParameters !== "none" && { weights: shares }),
      ...(isOffloaded ? { master, moments, gradients } : momentsOnHost(launch) && { moments }),
    },
    gradientsOnGpu: (isOffloaded ? 0 : gradients) + width * (bucketSize + held.outsideBuckets),
  };
}

/** Elements of parameters that stay whole between uses (parameter_offload.py:mark_persistent_parameters). */
function persistent({ zero, tensors, replica }: Setting): number {
  // A single replica's share is the parameter.
  if (replica.count === 1) return 0;
  let total = 0;
  const kept = tensors.filter((tensor) => {
    const size = elements(tensor);
    if (size + total > zero.modelPersistence || size > zero.parameterPersistence) return false;
    total += size;
    return true;
  });
  // Gathered together each is as long as all of its shares; one alone is as long as itself.
  if (kept.length === 1) return total;
  return kept.reduce((sum, tensor) => sum + replica.count * shareOfTensor(tensor, replica.count), 0);
}

/** Whether an update adds up several micro batches. */
function accumulates(launch: Launch): boolean {
  return (positiveInt(launch, "gradient_accumulation_steps") ?? 1) > 1;
}

function sumOf(tensors: readonly ParameterTensor[]): number {
  return tensors.reduce((sum, tensor) => sum + elements(tensor), 0);
}

function lengthOf(shares: readonly Share[]): number {
  return shares.reduce((sum, share) => sum + share.length, 0);
}
