import type { Launch } from "../launch/launch";
import { expertsOf } from "./experts";
import type { Gpu } from "./gpuKinds";
import { isTransformerLayer } from "./layerKinds";
import { total } from "./parameters/count";
import { layerCount, type ModelParameters } from "./parameters/modelParameters";
import { positiveInt } from "./sizes";

/** The work of training; undefined where the launch does not tell. */
export interface Compute {
  /** Floating-point operations of forward and backward pass a token, without recomputation. */
  readonly flopsPerToken: number | undefined;
  readonly sequencesPerStep: number | undefined;
  readonly tokensPerStep: number | undefined;
  readonly flopsPerStep: number | undefined;
  readonly steps: number | undefined;
  readonly totalTokens: number | undefined;
  readonly totalFlops: number | undefined;
  readonly trainingDays: number | undefined;
}

export interface Machine {
  readonly gpu: Gpu;
  /** Share of the peak that training reaches (model FLOPs utilisation). */
  readonly utilisation: number;
}

const SECONDS_A_DAY = 86_400;

/**
 * FLOPs, tokens and days of a launch. A token takes 6 operations a matrix parameter and 12 s h a layer of attention
 * (Narayanan et al. 2021, arXiv:2104.04473, appendix), with the widths of this model instead of the 4h of an ordinary
 * one. NeoX logs the same (megatron/logging.py:224-236 at ea7aefd8) but for the logits: its 16 is right only where the
 * layers are recomputed, and here 12 stands for it.
 */
export function compute(launch: Launch, parameters: ModelParameters, machine?: Machine): Compute {
  const seqLength = positiveInt(launch, "seq_length");
  const sequencesPerStep = positiveInt(launch, "train_batch_size");
  const steps = positiveInt(launch, "train_iters");
  const flopsPerToken = flops(launch, parameters);
  const tokensPerStep = product(sequencesPerStep, seqLength);
  const totalFlops = product(flopsPerToken, tokensPerStep, steps);
  return {
    flopsPerToken,
    sequencesPerStep,
    tokensPerStep,
    flopsPerStep: product(flopsPerToken, tokensPerStep),
    steps,
    totalTokens: product(tokensPerStep, steps),
    totalFlops,
    trainingDays: machine && days(totalFlops, launch.gpus, machine),
  };
}

function flops(launch: Launch, parameters: ModelParameters): number | undefined {
  const seqLength = positiveInt(launch, "seq_length");
  const { vocabulary, hiddenSize, layers } = parameters;
  if (seqLength === undefined || vocabulary === undefined) return undefined;
  const matrices = layers.reduce((all, { name }) => all + activeParameters(launch, parameters, name), 0);
  const attention = layers.filter(({ type }) => isTransformerLayer(type)).length * seqLength * hiddenSize;
  return 6 * (matrices + vocabulary.paddedSize * hiddenSize) + 12 * attention;
}

/** Parameters that a token meets: of the experts only those it is routed to. */
function activeParameters(launch: Launch, parameters: ModelParameters, kind: string): number {
  const experts = parameters.parts.get(kind)?.find(({ name }) => name === "experts")?.count;
  const all = total(layerCount(parameters, kind));
  if (experts === undefined) return all;
  const share = (positiveInt(launch, "moe_top_k") ?? 1) / (expertsOf(launch)?.count ?? 1);
  return all - experts.divided * (1 - share);
}

function days(totalFlops: number | undefined, gpus: number | undefined, { gpu, utilisation }: Machine) {
  if (totalFlops === undefined || gpus === undefined) return undefined;
  return totalFlops / (gpus * gpu.peakFlops * utilisation) / SECONDS_A_DAY;
}

function product(...factors: readonly (number | undefined)[]): number | undefined {
  return factors.reduce<number | undefined>(
    (all, factor) => (all === undefined || factor === undefined ? undefined : all * factor),
    1,
  );
}
