import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";

export const SINCE_PROFILE = since("2746d43e");

/** A profile for the examples of rules. */
export const PROFILED = "profile: true\ntensorboard_dir: tb\nmemory_profiling_path: memory\n";

/** Pipeline stages; 0 is no pipeline. */
export function stages(launch: Launch): number {
  return launch.int("pipe_parallel_size") ?? 0;
}

/** Whether training is known to end before profiling begins. */
export function endsBefore(launch: Launch): boolean {
  const [steps, start] = [launch.int("train_iters"), launch.int("profile_step_start")];
  return steps !== undefined && start !== undefined && steps < start;
}
