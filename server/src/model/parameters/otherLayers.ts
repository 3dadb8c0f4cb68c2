import type { Launch } from "../../launch/launch";
import { positiveInt, realNumber } from "../sizes";
import { columnParallel, divided, rowParallel, sum, whole } from "./count";
import type { Part } from "./layer";
import { normParameters } from "./norm";

/** States of a channel and width of the convolution, fixed in NeoX (megatron/model/mamba/mamba.py:55-56). */
const MAMBA = { stateSize: 16, convolution: 4 } as const;

/** Width of the low-rank mixes of RWKV 6, fixed in NeoX (megatron/model/rwkv/v6/rwkv.py:134, :156). */
const RWKV = { mixWidth: 32, mixes: 5, decayWidth: 64, step: 32 } as const;

/** Parts of a `GMLPBlock`; with `hasAttention` the `amlp` kind (megatron/model/gmlp.py:53-128 at ea7aefd8). */
export function gmlpLayer(launch: Launch, hasAttention: boolean): readonly Part[] | undefined {
  const hiddenSize = positiveInt(launch, "hidden_size");
  const seqLength = positiveInt(launch, "seq_length");
  const width = positiveInt(launch, "gmlp_attn_dim");
  if (hiddenSize === undefined || seqLength === undefined) return undefined;
  const inner = 4 * hiddenSize;
  const norm = normParameters(launch, hiddenSize);
  const innerNorm = normParameters(launch, inner);
  if (norm === undefined || innerNorm === undefined || (hasAttention && width === undefined))
    return undefined;
  const tiny =
    hasAttention && width !== undefined
      ? [{ divided: 2 * inner * 3 * width, whole: 3 * width }, columnParallel(width, inner, true)]
      : [];
  const gating = sum([divided(innerNorm), whole(seqLength * seqLength + seqLength), ...tiny]);
  const projections = [columnParallel(hiddenSize, 2 * inner, true), rowParallel(inner, hiddenSize, true)];
  return [
    { name: "mlp", count: sum(projections) },
    { name: "gating", count: gating },
    { name: "norms", count: whole(norm) },
  ];
}

/** Parts of a `ParallelMambaResidualLayer` (megatron/model/mamba/mamba.py:54-205 and :366-391 at ea7aefd8). */
export function mambaLayer(launch: Launch): readonly Part[] | undefined {
  const hiddenSize = positiveInt(launch, "hidden_size");
  const norm = hiddenSize && normParameters(launch, hiddenSize);
  if (hiddenSize === undefined || norm === undefined) return undefined;
  const inner = innerWidth(launch, hiddenSize, 2);
  const rank = Math.ceil(hiddenSize / 16);
  const hasBias = launch.get("mamba_use_bias_in_linears") === true;
  const convolutionBias = launch.get("mamba_use_bias_in_conv") !== false ? inner : 0;
  const mixer = sum([
    columnParallel(hiddenSize, 2 * inner, hasBias),
    divided(inner * MAMBA.convolution + convolutionBias),
    rowParallel(inner, rank + 2 * MAMBA.stateSize, hasBias),
    columnParallel(rank, inner, true),
    divided(inner * MAMBA.stateSize + inner),
    rowParallel(inner, hiddenSize, hasBias),
  ]);
  return [
    { name: "mixer", count: mixer },
    { name: "norms", count: whole(norm) },
  ];
}

/** Parts of an `RWKVResidualLayer`, which no rank divides (megatron/model/rwkv/v6/rwkv.py:98-330 at ea7aefd8). */
export function rwkvLayer(launch: Launch): readonly Part[] | undefined {
  const hiddenSize = positiveInt(launch, "hidden_size");
  if (hiddenSize === undefined) return undefined;
  const width = positiveInt(launch, "dim_att") ?? hiddenSize;
  const inner = RWKV.step * Math.floor(innerWidth(launch, hiddenSize, 3.5) / RWKV.step);
  const mixes = 6 * hiddenSize + 2 * RWKV.mixes * RWKV.mixWidth * hiddenSize;
  const decay = width + RWKV.decayWidth * (hiddenSize + width) + width;
  const timeMix = mixes + decay + 5 * hiddenSize * width + 2 * width;
  const channelMix = 2 * hiddenSize + 2 * hiddenSize * inner + hiddenSize * hiddenSize;
  return [
    { name: "mixer", count: whole(timeMix) },
    { name: "mlp", count: whole(channelMix) },
    { name: "norms", count: whole(4 * hiddenSize) },
  ];
}

function innerWidth(launch: Launch, hiddenSize: number, defaultFactor: number): number {
  const factor = realNumber(launch, "expansion_factor") || defaultFactor;
  return positiveInt(launch, "intermediate_size") ?? Math.trunc(factor * hiddenSize);
}
