import type { Launch } from "../launch/launch";
import type { AttentionSizes } from "./attention";
import { hasTransformerLayer, layerKinds } from "./layerKinds";

/** A Python int above zero; undefined while unknown, or when a rule objects to the value itself. */
export function positiveInt(launch: Launch, name: string): number | undefined {
  const value = launch.derivation.int(name);
  return value !== undefined && value > 0 ? value : undefined;
}

/** A Python int or float; undefined while unknown or of another type. */
export function realNumber(launch: Launch, name: string): number | undefined {
  const value = launch.derivation.get(name);
  return typeof value === "number" ? value : launch.derivation.int(name);
}

/** The sizes of the attention layers, when they are known and positive. */
export function attentionSizes(launch: Launch): AttentionSizes | undefined {
  const hiddenSize = positiveInt(launch, "hidden_size");
  const numAttentionHeads = positiveInt(launch, "num_attention_heads");
  const numKvHeads = positiveInt(launch, "num_kv_heads");
  if (hiddenSize === undefined || numAttentionHeads === undefined) return undefined;
  // Before f36aed7f there is no such argument, and every head has keys and values of its own.
  const isArgument = launch.catalogue.get("num_kv_heads") !== undefined;
  if (isArgument && numKvHeads === undefined && launch.derivation.get("num_kv_heads") !== null)
    return undefined;
  const modelParallelSize = positiveInt(launch, "model_parallel_size") ?? 1;
  if (!isHeadDimKnown(launch)) return undefined;
  return { hiddenSize, numAttentionHeads, numKvHeads, ownHeadDim: ownHeadDim(launch), modelParallelSize };
}

/** The width of a head where the checkout has an argument for it and the launch sets it. */
export function ownHeadDim(launch: Launch): number | undefined {
  return launch.catalogue.get("head_dim") === undefined ? undefined : positiveInt(launch, "head_dim");
}

function isHeadDimKnown(launch: Launch): boolean {
  if (launch.catalogue.get("head_dim") === undefined || ownHeadDim(launch) !== undefined) return true;
  return launch.derivation.get("head_dim") === null;
}

/** `attentionSizes` of a launch with a layer that NeoX builds from them (megatron/model/gpt2_model.py:219-263). */
export function transformerSizes(launch: Launch): AttentionSizes | undefined {
  const kinds = layerKinds(launch);
  return kinds !== undefined && hasTransformerLayer(kinds) ? attentionSizes(launch) : undefined;
}
