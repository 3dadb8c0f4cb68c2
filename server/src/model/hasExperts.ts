import type { Launch } from "../launch/launch";
import { hasTransformerLayer, layerKinds } from "../launch/layerKinds";

/** Whether layers have a mixture of experts: ordinary ones only (megatron/model/transformer.py:942 at ea7aefd8). */
export function hasExperts(launch: Launch): boolean {
  const kinds = layerKinds(launch);
  const hasMlp = kinds === undefined || hasTransformerLayer(kinds);
  return hasMlp && (launch.int("moe_num_experts") ?? 1) > 1;
}
