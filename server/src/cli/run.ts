import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { version } from "../../package.json";
import { type CheckFlags, checkCommand } from "./check";
import { FORMAT_NAMES } from "./formats/formats";
import { CommandError, EXIT, type ExitCode, type Io } from "./io";
import { isGpuCount } from "./launchLine";

/** Runs the command with these arguments. What it cannot do it says on standard error, and returns 2. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let exit: ExitCode = EXIT.clean;
  const program = createProgram(io, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exit;
  } catch (error) {
    // Commander has already said what was wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
    if (!(error instanceof CommandError)) throw error;
    io.stderr.write(`neox-config: ${error.message}\n`);
    return EXIT.failed;
  }
}

function createProgram(io: Io, end: (exit: ExitCode) => void): Command {
  const program = new Command("neox-config")
    .description("Tells what GPT-NeoX will do with a launch before it runs.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text.replace(/^error: /, "neox-config: ")),
    });
  addCheck(program, io, end);
  return program;
}

function addCheck(program: Command, io: Io, end: (exit: ExitCode) => void): void {
  program
    .command("check")
    .summary("check the files of one launch")
    .description(
      "Checks config files as one launch, in the order in which deepy.py would merge them, with or without .yml.",
    )
    .argument("[FILE...]", "config files; - is standard input")
    .option("-d, --conf-dir <DIR>", "prefix all names with this directory, as deepy.py -d does")
    .option("--each", "check every file by itself; globs and directories are searched for NeoX configs")
    .option(
      "--launches <FILE>",
      'check a launch a line: {"id", "files", "gpus", "neox"}; - is standard input',
    )
    .option("--gpus <N>", "GPUs of the whole job", parseGpus)
    .option("--neox <TARGET>", "the NeoX that will run it: main, a date or a commit")
    .addOption(new Option("--format <NAME>", "how to print findings").choices(FORMAT_NAMES))
    .option("--fix", "apply the preferred fix of every error and warning")
    .option("--dry-run", "with --fix: print the changes as a unified diff instead")
    .option("--max-warnings <N>", "fail when there are more warnings than this", parseCount)
    .addOption(new Option("--color <WHEN>", "colours").choices(["auto", "always", "never"]).default("auto"))
    .action(async (names: string[], flags: CheckFlags) => end(await checkCommand(names, flags, io)));
}

function parseGpus(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !isGpuCount(count))
    throw new InvalidArgumentError("Give a whole number from 1 on.");
  return count;
}

function parseCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}
