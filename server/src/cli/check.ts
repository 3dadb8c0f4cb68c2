import { launches } from "../features/check";
import { isNeoxConfig } from "../features/recognise";
import { readYaml } from "../yaml/read";
import { type ConfigText, readExactFile, readLaunchFile, STDIN_NAME } from "./configText";
import { expandNames } from "./eachFile";
import { fixLaunch, unifiedDiff, writeChanges } from "./fixes";
import type { CheckedLaunch, Format } from "./formats/format";
import { createFormat, type FormatName } from "./formats/formats";
import { type ColorChoice, CommandError, colorsFor, EXIT, type ExitCode, type Io, worse, write } from "./io";
import { checkInput, type LaunchInput } from "./launchInput";
import { checkLaunchStream } from "./launchStream";
import { resolveTarget } from "./target";

export interface CheckFlags {
  readonly confDir?: string;
  readonly each?: boolean;
  readonly neoxOnly?: boolean;
  readonly launches?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly format?: FormatName;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly maxWarnings?: number;
  readonly color: ColorChoice;
}

/** `neox-config check`. Throws a CommandError when it cannot do its work. */
export async function checkCommand(names: readonly string[], flags: CheckFlags, io: Io): Promise<ExitCode> {
  refuseMixtures(names, flags);
  if (flags.launches !== undefined) return checkLaunchStream(flags.launches, flags, io);
  const run = new CheckRun(flags, io);
  if (flags.each) await checkEach(names, flags, run, io);
  else
    await run.check({
      ...(await runOptions(flags, io)),
      files: await readAll(names, flags, io),
      scope: "launch",
    });
  return run.end();
}

/** Flags that contradict each other. */
function refuseMixtures(names: readonly string[], flags: CheckFlags): void {
  const wrong = MIXTURES.find(({ applies }) => applies(names, flags));
  if (wrong !== undefined) throw new CommandError(wrong.message);
}

const MIXTURES: readonly {
  applies(names: readonly string[], flags: CheckFlags): boolean;
  readonly message: string;
}[] = [
  {
    applies: (names, flags) => names.length === 0 && flags.launches === undefined,
    message: "name the config files of a launch: neox-config check model.yml local_setup.yml",
  },
  {
    applies: (names, flags) => names.length > 0 && flags.launches !== undefined,
    message: "--launches names the files of every launch itself, so no other file can be given",
  },
  {
    applies: (_, flags) => flags.launches !== undefined && (flags.each === true || flags.fix === true),
    message: "--launches goes with neither --each nor --fix",
  },
  {
    applies: (_, flags) =>
      flags.launches !== undefined && flags.format !== undefined && flags.format !== "json",
    message: "--launches answers in JSON lines, so it goes with no other --format",
  },
  {
    applies: (_, flags) => flags.neoxOnly === true && flags.each !== true,
    message: "--neox-only picks among the files of --each, so it needs --each",
  },
  {
    applies: (_, flags) => flags.dryRun === true && flags.fix !== true,
    message: "--dry-run shows what --fix would change, so it needs --fix",
  },
  {
    applies: (names, flags) => flags.fix === true && names.includes(STDIN_NAME),
    message: "--fix cannot write to standard input: name the files",
  },
];

async function runOptions(flags: CheckFlags, io: Io): Promise<Pick<LaunchInput, "target" | "gpus">> {
  return {
    target: await resolveTarget(flags.neox, io),
    ...(flags.gpus !== undefined && { gpus: flags.gpus }),
  };
}

async function readAll(names: readonly string[], flags: CheckFlags, io: Io): Promise<ConfigText[]> {
  const files: ConfigText[] = [];
  for (const name of names) files.push(await readLaunchFile(name, flags.confDir, io));
  return files;
}

/** Every file by itself; one that cannot be read is told of, and the others are checked all the same. */
async function checkEach(names: readonly string[], flags: CheckFlags, run: CheckRun, io: Io): Promise<void> {
  const options = await runOptions(flags, io);
  for (const { path, isExplicit } of await expandNames(names, io)) {
    try {
      const file = await readExactFile(path, io);
      const isWanted =
        (isExplicit && !flags.neoxOnly) || isNeoxConfig({ ...file, read: () => readYaml(file.text) });
      if (isWanted) await run.check({ ...options, id: file.path, files: [file] });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      run.fail(error.message);
    }
  }
}

/** Checks launches one after the other, prints each as it is done, and knows how the command ends. */
class CheckRun {
  readonly #flags: CheckFlags;
  readonly #io: Io;
  readonly #format: Format;
  #exit: ExitCode = EXIT.clean;
  #warnings = 0;
  #fixed = 0;

  constructor(flags: CheckFlags, io: Io) {
    this.#flags = flags;
    this.#io = io;
    this.#format = createFormat(flags.format ?? "pretty", colorsFor(io.stdout, io, flags.color), io.cwd);
  }

  async check(input: LaunchInput): Promise<void> {
    const checked = this.#flags.fix ? await this.#fix(input) : checkInput(input);
    this.#count(checked);
    if (!this.#flags.dryRun) await write(this.#io.stdout, this.#format.launch(checked));
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
