import type { Launch } from "../launch/launch";
import { isOn } from "./asked";
import { hasMlpWithoutExperts } from "./denseMlp";
import { hasTransformerLayer, layerKinds } from "./layerKinds";

/** Whether a layer gets Transformer Engine's attention (megatron/model/transformer.py:962 at ea7aefd8). */
export function hasTeAttention(launch: Launch): boolean {
  const kinds = layerKinds(launch);
  const isAsked = isOn(launch, "te_mha") === true || isOn(launch, "te_fp8_mha") === true;
  return isAsked && kinds !== undefined && hasTransformerLayer(kinds);
}

/** Whether a layer gets Transformer Engine's MLP, which experts replace (megatron/model/transformer.py:1020). */
export function hasTeMlp(launch: Launch): boolean {
  return isOn(launch, "te_layernorm_mlp") === true && hasMlpWithoutExperts(launch);
}
