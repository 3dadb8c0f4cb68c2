import { withoutCommands } from "../base/visible";
import { launchOutcome, starts } from "../features/launchOutcome";
import { type FileChange, fixLaunch, writeChange } from "./fixes";
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
    this.#count(checked);
    if (!this.#flags.dryRun) await this.#print(this.#format.launch(checked));
    return checked;
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
    const { checked, applied, changed } = fixLaunch(input, this.#flags.fixAll);
    if (this.#flags.dryRun) await this.#printDiffs(changed);
    else if (!(await this.#write(changed))) return checkInput(input);
    for (const { place, rule, title } of applied) this.#say(`${place}: ${title} (${rule})`);
    this.#fixed += applied.length;
    return checked;
  }

  /** Whether all files are written; of each other one it is told why, and the rest goes on. */
  async #write(changes: readonly FileChange[]): Promise<boolean> {
    let allWritten = true;
    for (const change of changes) {
      const failure = await writeChange(change, this.#io);
      if (failure === undefined) continue;
      this.fail(failure);
      allWritten = false;
    }
    return allWritten;
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
