import type { Launch } from "../launch/launch";
import { hasTransformerLayer, layerKinds } from "./layerKinds";
import { positiveInt } from "./sizes";

/** The mixture of experts that takes the place of the MLP in some layers. */
export interface Experts {
  readonly count: number;
  /** It stands in the layers whose number, from 0 on, this divides; undefined while unknown. */
  readonly interval: number | undefined;
}

/**
 * The experts of a launch; undefined for none (megatron/model/transformer.py:942-946 at ea7aefd8). Their number was
 * `num_experts` before 916c8835, and the interval was `expert_interval` before d11df961.
 */
export function expertsOf(launch: Launch): Experts | undefined {
  const count = positiveInt(launch, "moe_num_experts") ?? positiveInt(launch, "num_experts") ?? 1;
  if (count === 1) return undefined;
  return {
    count,
    interval: positiveInt(launch, "moe_expert_interval") ?? positiveInt(launch, "expert_interval"),
  };
}

/** Whether layers have a mixture of experts: ordinary ones only (megatron/model/transformer.py:942 at ea7aefd8). */
export function hasExperts(launch: Launch): boolean {
  const kinds = layerKinds(launch);
  const hasMlp = kinds === undefined || hasTransformerLayer(kinds);
  return hasMlp && (launch.int("moe_num_experts") ?? 1) > 1;
}
