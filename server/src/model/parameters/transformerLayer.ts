import type { Launch } from "../../launch/launch";
import { changedSizes } from "../../launch/target";
import { GATED_ACTIVATIONS } from "../activations";
import { attentionShape } from "../attention";
import { denseMlp } from "../denseMlp";
import { expertsOf } from "../experts";
import { attentionSizes, positiveInt, realNumber } from "../sizes";
import { type Count, columnParallel, divided, rowParallel, sum, whole } from "./count";
import type { Part } from "./layer";
import { normParameters } from "./norm";

/**
 * Parts of a `ParallelTransformerLayer` (megatron/model/transformer.py:886-1015 at ea7aefd8); undefined while a size
 * is unknown or does not divide.
 */
export function transformerLayer(launch: Launch, hasExperts: boolean): readonly Part[] | undefined {
  if (changedSizes(launch.target).length > 0) return undefined;
  const hiddenSize = positiveInt(launch, "hidden_size");
  const attention = attentionParameters(launch);
  const mlp = hasExperts ? expertParameters(launch) : mlpParameters(launch);
  // Both norms are built, also where `gpt_j_tied` uses only the first.
  const norm = hiddenSize && normParameters(launch, hiddenSize);
  if (attention === undefined || mlp === undefined || norm === undefined) return undefined;
  return [
    { name: "attention", count: attention },
    { name: hasExperts ? "experts" : "mlp", count: mlp },
    { name: "norms", count: whole(2 * norm) },
  ];
}

/** Fused query, key and value projection, output projection and norm of queries and keys (transformer.py:302-437). */
function attentionParameters(launch: Launch): Count | undefined {
  const sizes = attentionSizes(launch);
  if (sizes === undefined) return undefined;
  const { headDim, attentionWidth, qkvWidth } = attentionShape(sizes);
  if (!Number.isInteger(headDim)) return undefined;
  const hasBias = launch.get("use_bias_in_attn_linear") !== false;
  const queryKeyNorm = launch.get("use_qk_layernorm") === true ? normParameters(launch, sizes.hiddenSize) : 0;
  if (queryKeyNorm === undefined) return undefined;
  return sum([
    columnParallel(sizes.hiddenSize, qkvWidth, hasBias),
    rowParallel(attentionWidth, sizes.hiddenSize, hasBias),
    divided(queryKeyNorm),
    // Of a fork: one norm for the queries and one for the keys, each as wide as a head.
    whole(launch.named("use_qk_norm") === true ? 2 * headDim : 0),
  ]);
}

/** The two projections of a dense MLP (transformer.py:144-164), or the three without bias of the old `mlp_type: llama`. */
function mlpParameters(launch: Launch): Count | undefined {
  if (launch.get("te_layernorm_mlp") === true) return transformerEngineMlp(launch);
  const mlp = denseMlp(launch);
  if (mlp === undefined) return undefined;
  const { hiddenSize, widths } = mlp;
  if (launch.get("mlp_type") === "llama") return divided(3 * hiddenSize * widths.firstOutput);
  const hasBias = launch.get("use_bias_in_mlp") !== false;
  return sum([
    columnParallel(hiddenSize, widths.firstOutput, hasBias),
    rowParallel(widths.secondInput, hiddenSize, hasBias),
  ]);
}

/** TransformerEngine's MLP does not round, and a gate doubles the first projection (transformer_engine.py:157-240). */
function transformerEngineMlp(launch: Launch): Count | undefined {
  const hiddenSize = positiveInt(launch, "hidden_size");
  const activation = launch.get("activation");
  if (hiddenSize === undefined || typeof activation !== "string") return undefined;
  const factor = realNumber(launch, "expansion_factor") || 4;
  const inner = positiveInt(launch, "intermediate_size") ?? Math.trunc(factor * hiddenSize);
  const firstOutput = GATED_ACTIVATIONS.has(activation) ? 2 * inner : inner;
  return sum([columnParallel(hiddenSize, firstOutput, true), rowParallel(inner, hiddenSize, true)]);
}

/** The router (megatron/model/router.py:54) and two matrices an expert, never gated (megatron/model/moe_mlp.py:175-205). */
function expertParameters(launch: Launch): Count | undefined {
  const hiddenSize = positiveInt(launch, "hidden_size");
  const experts = expertsOf(launch)?.count;
  if (hiddenSize === undefined || experts === undefined) return undefined;
  const inner = positiveInt(launch, "intermediate_size") ?? 256 * Math.ceil((4 * hiddenSize) / 256);
  return { divided: 2 * experts * inner * hiddenSize, whole: hiddenSize * experts };
}
