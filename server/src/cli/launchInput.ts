import { type CheckOptions, check } from "../features/check";
import { type ConfigText, openedConfig } from "./configText";
import type { CheckedLaunch } from "./formats/format";

/** The texts of one launch and what is known about its run. */
export interface LaunchInput extends Omit<CheckOptions, "files"> {
  readonly id?: unknown;
  readonly files: readonly ConfigText[];
}

export function checkInput({ id, files, ...options }: LaunchInput): CheckedLaunch {
  return { ...(id !== undefined && { id }), ...check({ ...options, files: files.map(openedConfig) }) };
}
