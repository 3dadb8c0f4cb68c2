import { finish, type Steps } from "../base/steps";
import type { Looks } from "../engine/looks";
import { type RunResult, runningRules } from "../engine/run";
import type { SeveritySettings } from "../engine/severity";
import { createLaunch, type LaunchOptions } from "../launch/createLaunch";
import type { Launch } from "../launch/launch";
import { rules } from "../rules/registry";

export interface CheckOptions extends LaunchOptions {
  /** What the user set for rules, by id. */
  readonly severities?: SeveritySettings;
  /** Counts what its fixes come to. */
  readonly looks?: Looks;
}

export interface CheckResult extends RunResult {
  readonly launch: Launch;
}

/** Checks one launch: the only door to the rules, so that the editor and the command never differ. */
export function check(options: CheckOptions): CheckResult {
  return finish(checking(options));
}

/** `check` in steps, about one for each rule. */
export function* checking(options: CheckOptions): Steps<CheckResult> {
  const launch = createLaunch(options);
  const result = yield* runningRules(launch, rules, options.severities, options.looks);
  return { launch, ...result };
}

/** Whether NeoX would get this launch through its first step: exactly when no finding is an error. */
export function launches({ findings }: RunResult): boolean {
  return findings.every((finding) => finding.severity !== "error");
}
