import { withoutCommands } from "../base/visible";
import { launchOutcome, starts } from "../features/launchOutcome";
import { type FileChange, type FixedLaunch, fixLaunch, writeChange } from "./fixes";
import type { CheckedLaunch, Format } from "./formats/format";
import { createFormat, type FormatName } from "./formats/formats";
import {
  type ColorChoice,
  colorsFor,
  EXIT,
  type ExitCode,
  type Io,
  say,
  worse,
  write,
  writeColoured,
  writeExactly,
} from "./io";
import type { LaunchesTogether, OneOfMany } from "./launchesTogether";
import { checkInput, type LaunchInput } from "./launchInput";
import { Progress } from "./progress";
import type { RunSettings } from "./runSettings";
import { unifiedDiff } from "./unifiedDiff";

/** What makes the command fail: any error, or one because of which the launch does not start to train. */
export const FAIL_ON = ["error", "start"] as const;
type FailOn = (typeof FAIL_ON)[number];

export interface RunFlags {
  readonly format?: FormatName;
  readonly fix?: boolean;
  readonly fixAll?: boolean;
  readonly dryRun?: boolean;
  readonly maxWarnings?: number;
  readonly failOn?: FailOn;
  readonly color: ColorChoice;
}

/** Whether files are to be changed. */
export function isFixing({ fix, fixAll }: RunFlags): boolean {
  return fix === true || fixAll === true;
}

/** Checks launches one after the other, prints each as it is done, and knows how the command ends. */
export class CheckSession {
  readonly #flags: RunFlags;
  readonly #io: Io;
  readonly #format: Format;
  readonly #progress: Progress;
  /** The differences that were printed. */
  readonly #printed = new Set<string>();
  #exit: ExitCode = EXIT.clean;
  #warnings = 0;
  #fixed = 0;

  constructor(flags: RunFlags, io: Io) {
    this.#flags = flags;
    this.#io = io;
    this.#format = createFormat(flags.format ?? "pretty", colorsFor(io.stdout, io, flags.color), io.cwd);
    this.#progress = new Progress(io);
  }

  /** Tells on a terminal which of how many launches or files is next. */
  tellProgress(index: number, count: number, name: string): void {
    this.#progress.tell(`Checking ${index + 1} of ${count}`, name);
  }

  async check(input: LaunchInput): Promise<CheckedLaunch> {
    const checked = isFixing(this.#flags) ? await this.#fix(input) : checkInput(input);
    await this.tell(checked);
    return checked;
  }

  /** Mends one of many launches, where the others take that; `tell` comes after all of them. */
  async mend(launch: OneOfMany, together: LaunchesTogether): Promise<CheckedLaunch> {
    const fixed = fixLaunch(launch.input, this.#flags.fixAll, (...mended) =>
      together.agree(launch, ...mended),
    );
    launch.checked = fixed.checked;
    for (const { place, rule, title } of fixed.left)
      this.#say(`${place}: left as it is for other launches: ${title} (${rule})`);
    const unwritten = await this.#apply(fixed);
    for (const change of unwritten) together.takeBack(change, launch);
    launch.checked ??= checkInput(launch.input);
    return launch.checked;
  }

  async tell(checked: CheckedLaunch): Promise<void> {
    this.#count(checked);
    if (!this.#flags.dryRun) await this.#print(this.#format.launch(checked));
  }

  /** A file of another program: nothing is found in it, and the formats hear of it as of any clean file. */
  async skip(path: string, settings: RunSettings): Promise<void> {
    this.#say(`${path}: not a GPT-NeoX config, skipped`);
    await this.check({ ...settings, id: path, files: [] });
  }

  fail(message: string): void {
    this.#say(`neox-config: ${message}`);
    this.#exit = EXIT.failed;
  }

  async end(): Promise<ExitCode> {
    this.#progress.clear();
    if (!this.#flags.dryRun) await writeColoured(this.#io.stdout, this.#format.end());
    if (this.#fixed > 0)
      this.#say(`${this.#flags.dryRun ? "Fixes to apply" : "Fixes applied"}: ${this.#fixed}`);
    const most = this.#flags.maxWarnings;
    if (most !== undefined && this.#warnings > most) {
      this.#say(`neox-config: warnings: ${this.#warnings}, and --max-warnings allows ${most}`);
      this.#exit = worse(this.#exit, EXIT.foundErrors);
    }
    return this.#exit;
  }

  async #fix(input: LaunchInput): Promise<CheckedLaunch> {
    const fixed = fixLaunch(input, this.#flags.fixAll);
    return (await this.#apply(fixed)).length === 0 ? fixed.checked : checkInput(input);
  }

  /** Writes or shows what was mended; gives the changes that could not be written. */
  async #apply({ applied, changed }: FixedLaunch): Promise<readonly FileChange[]> {
    if (this.#flags.dryRun) await this.#printDiffs(changed);
    else {
      const unwritten = await this.#write(changed);
      if (unwritten.length > 0) return unwritten;
    }
    for (const { place, rule, title } of applied) this.#say(`${place}: ${title} (${rule})`);
    this.#fixed += applied.length;
    return [];
  }

  /** The files that are not written; of each it is told why, and the rest goes on. */
  async #write(changes: readonly FileChange[]): Promise<readonly FileChange[]> {
    const unwritten: FileChange[] = [];
    for (const change of changes) {
      const failure = await writeChange(change, this.#io);
      if (failure === undefined) continue;
      this.fail(failure);
      unwritten.push(change);
    }
    return unwritten;
  }

  #count(checked: CheckedLaunch): void {
    const outcome = launchOutcome(checked);
    const isForgiven = this.#flags.failOn === "start" && outcome !== undefined && starts(outcome);
    if (outcome !== undefined && !isForgiven) this.#exit = worse(this.#exit, EXIT.foundErrors);
    this.#warnings += checked.findings.filter((finding) => finding.severity === "warning").length;
    for (const { rule, error } of checked.failures)
      this.#say(`note: the rule ${rule} failed itself and was left out: ${String(error)}`);
  }

  async #print(text: string): Promise<void> {
    if (text !== "") this.#progress.clear();
    await writeColoured(this.#io.stdout, text);
  }

  /** Each once: a patch that comes again, for a file of several launches, applies no more. */
  async #printDiffs(changes: readonly FileChange[]): Promise<void> {
    for (const change of changes) {
      const diff = await unifiedDiff(change);
      if (!this.#printed.has(diff)) await this.#printDiff(diff);
      this.#printed.add(diff);
    }
  }

  /** `patch` needs each byte; a person at a terminal, and a CI runner that reads along, need them harmless. */
  async #printDiff(diff: string): Promise<void> {
    this.#progress.clear();
    const { stdout, env } = this.#io;
    if (stdout.isTTY) return write(stdout, diff);
    const isInCi = env.CI ?? env.TF_BUILD ?? env.TEAMCITY_VERSION;
    return writeExactly(stdout, isInCi ? withoutCommands(diff) : diff);
  }

  #say(line: string): void {
    this.#progress.clear();
    say(this.#io.stderr, line);
  }
}
