import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";
import { isDict } from "../../yaml/value";

export const STAGE_0 = "zero_optimization:\n  stage: 0\n";

/** Whether a block is enabled; undefined when it is no block. */
export function enabled(launch: Launch, name: "fp16" | "bf16"): boolean | undefined {
  const block = launch.get(name);
  return isDict(block) && block.size > 0 ? truthy(block.get("enabled") ?? null) : undefined;
}
