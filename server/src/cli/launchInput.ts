import { check } from "../features/check";
import type { Scope } from "../launch/launch";
import type { Target } from "../launch/target";
import { readYaml } from "../yaml/read";
import type { ConfigText } from "./configText";
import type { CheckedLaunch } from "./formats/format";

/** The texts of one launch and what is known about its run. */
export interface LaunchInput {
  readonly id?: unknown;
  readonly files: readonly ConfigText[];
  readonly target: Target;
  readonly gpus?: number;
  /** Absent: what the keys tell. */
  readonly scope?: Scope;
}

export function checkInput({ id, files, ...options }: LaunchInput): CheckedLaunch {
  const opened = files.map(({ path, text }) => ({ path, document: readYaml(text) }));
  return { ...(id !== undefined && { id }), ...check({ ...options, files: opened }) };
}
