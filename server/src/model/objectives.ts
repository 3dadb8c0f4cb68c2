import { ownValue } from "../base/ownValue";
import type { Launch } from "../launch/launch";
import { holdsFor } from "../launch/target";
import { since } from "../launch/windows";

/** The functions that each objective calls, and that no file of NeoX defines. */
const UNDEFINED: Readonly<Record<string, string>> = { dpo: "get_pos_neg_logp", kto: "get_logp" };

/** NeoX has these objectives since then. */
export const SINCE_OBJECTIVES = since("c8f7b566");

/** What the objective of a launch calls in vain (megatron/training.py:644-707:forward_step); undefined where nothing. */
export function missingFunction(launch: Launch): string | undefined {
  const impl = launch.get("train_impl");
  const isThere = holdsFor(SINCE_OBJECTIVES, launch.target) !== "never";
  return isThere && typeof impl === "string" ? ownValue(UNDEFINED, impl) : undefined;
}
