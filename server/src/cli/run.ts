import { CommanderError } from "commander";
import { CommandError, EXIT, type ExitCode, type Io, say } from "./io";
import { createProgram } from "./program";

/** Runs the command with these arguments. What it cannot do it says on standard error, and returns 2. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let exit: ExitCode = EXIT.clean;
  const program = createProgram(io, (code) => {
    exit = code;
  });
  try {
    refuseNames(args);
    await program.parseAsync([...args], { from: "user" });
    return exit;
  } catch (error) {
    // Commander has already said what was wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
    if (!(error instanceof CommandError)) throw error;
    say(io.stderr, `neox-config: ${error.message}`);
    return EXIT.failed;
  }
}

/** A file of a repository may have a name that would ask for help or the version, and nothing would be checked. */
function refuseNames(args: readonly string[]): void {
  const end = args.indexOf("--");
  const name = args.slice(0, end < 0 ? args.length : end).find((arg) => /^-[hV]./.test(arg));
  if (name !== undefined)
    throw new CommandError(`unknown option ${name}: names of files that begin with a dash stand behind --`);
}
