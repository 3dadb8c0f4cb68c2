import type { SeveritySettings } from "./engine/severity";
import { check as checkLaunch } from "./features/check";
import { type LaunchJson, launchJson } from "./features/launchJson";
import type { Scope } from "./launch/launch";
import { parseTarget } from "./launch/parseTarget";
import { UNKNOWN_TARGET } from "./launch/target";
import { readYaml } from "./yaml/read";

export type { Phase, Severity } from "./engine/rule";
export type { SeveritySettings } from "./engine/severity";
export type { DiagnosticJson, FixJson, LaunchJson } from "./features/launchJson";

/** A config file of a launch: only its text is read, never the disk. */
export interface ConfigText {
  readonly path: string;
  readonly text: string;
}

export interface CheckOptions {
  /** GPUs of the whole job. */
  readonly gpus?: number;
  /** The NeoX that will run it: `main`, a date such as `2024-10-31`, or a commit. Absent: unknown. */
  readonly neox?: string;
  /** Severities by rule, or `off`. */
  readonly rules?: SeveritySettings;
  /** Names of arguments that a fork adds. */
  readonly arguments?: readonly string[];
  /** What the files are: a whole `launch` (the default), a `model`, or an `overlay`, in which absent keys are unknown. */
  readonly scope?: Scope;
}

/**
 * Checks config files as one launch, in the order in which `deepy.py` merges them.
 * Throws a RangeError when `neox` names no version of gpt-neox.
 */
export function check(files: readonly ConfigText[], options: CheckOptions = {}): LaunchJson {
  const { gpus, neox, rules, arguments: extraArguments, scope = "launch" } = options;
  const target = neox === undefined ? UNKNOWN_TARGET : parseTarget(neox);
  if (target === undefined) throw new RangeError(`unknown NeoX version ${neox}`);
  return launchJson(
    checkLaunch({
      files: files.map(({ path, text }) => ({ path, document: readYaml(text) })),
      target,
      scope,
      ...(gpus !== undefined && { gpus }),
      ...(rules && { severities: rules }),
      ...(extraArguments && { extraArguments }),
    }),
  );
}
