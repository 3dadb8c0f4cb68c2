import type { CheckResult } from "../../features/check";

/** A launch with all that was found in it, under the name that the answer gives it. */
export interface CheckedLaunch extends CheckResult {
  /** What a `--launches` line calls it, or the file's path with `--each`. */
  readonly id?: unknown;
}

/** A way to print findings, launch by launch as they come. */
export interface Format {
  launch(checked: CheckedLaunch): string;
  /** What comes after the last launch: a summary, or a whole document that had to wait. */
  end(): string;
}
