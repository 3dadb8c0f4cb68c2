import { launches } from "../features/check";
import { fixLaunch, unifiedDiff, writeChanges } from "./fixes";
import type { CheckedLaunch, Format } from "./formats/format";
import { createFormat, type FormatName } from "./formats/formats";
import { type ColorChoice, colorsFor, EXIT, type ExitCode, type Io, worse, write } from "./io";
import { checkInput, type LaunchInput } from "./launchInput";
import type { RunSettings } from "./runSettings";

export interface RunFlags {
  readonly format?: FormatName;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly maxWarnings?: number;
  readonly color: ColorChoice;
}

/** Checks launches one after the other, prints each as it is done, and knows how the command ends. */
export class CheckRun {
  readonly #flags: RunFlags;
  readonly #io: Io;
  readonly #format: Format;
  #exit: ExitCode = EXIT.clean;
  #warnings = 0;
  #fixed = 0;

  constructor(flags: RunFlags, io: Io) {
    this.#flags = flags;
    this.#io = io;
    this.#format = createFormat(flags.format ?? "pretty", colorsFor(io.stdout, io, flags.color), io.cwd);
  }

  async check(input: LaunchInput): Promise<void> {
    const checked = this.#flags.fix ? await this.#fix(input) : checkInput(input);
    this.#count(checked);
    if (!this.#flags.dryRun) await write(this.#io.stdout, this.#format.launch(checked));
  }

  /** A file of another program: nothing is found in it, and the formats hear of it as of any clean file. */
  async skip(path: string, settings: RunSettings): Promise<void> {
    this.#io.stderr.write(`${path}: not a GPT-NeoX config, skipped\n`);
    await this.check({ ...settings, id: path, files: [] });
  }

  fail(message: string): void {
    this.#io.stderr.write(`neox-config: ${message}\n`);
    this.#exit = EXIT.failed;
  }

  async end(): Promise<ExitCode> {
    if (!this.#flags.dryRun) await write(this.#io.stdout, this.#format.end());
    if (this.#fixed > 0)
      this.#io.stderr.write(`${this.#flags.dryRun ? "Fixes to apply" : "Fixes applied"}: ${this.#fixed}\n`);
    const most = this.#flags.maxWarnings;
    if (most !== undefined && this.#warnings > most) {
      this.#io.stderr.write(`neox-config: ${this.#warnings} warnings, and --max-warnings allows ${most}\n`);
      this.#exit = worse(this.#exit, EXIT.foundErrors);
    }
    return this.#exit;
  }

  async #fix(input: LaunchInput): Promise<CheckedLaunch> {
    const { checked, applied, changed } = fixLaunch(input);
    this.#fixed += applied;
    if (this.#flags.dryRun) await write(this.#io.stdout, changed.map(unifiedDiff).join(""));
    else await writeChanges(changed, this.#io);
    return checked;
  }

  #count(checked: CheckedLaunch): void {
    if (!launches(checked)) this.#exit = worse(this.#exit, EXIT.foundErrors);
    this.#warnings += checked.findings.filter((finding) => finding.severity === "warning").length;
    for (const { rule, error } of checked.failures)
      this.#io.stderr.write(`note: the rule ${rule} failed itself and was left out: ${String(error)}\n`);
  }
}
