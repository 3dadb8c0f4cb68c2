import type { Launch } from "../../launch/launch";
import { positiveInt } from "../sizes";

/** Iterations between two checkpoints as people choose them: 1,000, and at the end of a shorter run. */
export function usualInterval(launch: Launch): bigint {
  return BigInt(Math.min(1000, positiveInt(launch, "train_iters") ?? 1000));
}
