import type { Launch } from "../../launch/launch";

export const SINCE_PROFILE = { from: "2024-05-21", since: "2746d43e" } as const;

/** A profile for the examples of rules. */
export const PROFILED = "profile: true\ntensorboard_dir: tb\nmemory_profiling_path: memory\n";

/** Pipeline stages; 0 is no pipeline. */
export function stages(launch: Launch): number {
  return launch.int("pipe_parallel_size") ?? 0;
}
