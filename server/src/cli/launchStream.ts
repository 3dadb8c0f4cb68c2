import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { launchJson } from "../features/launchJson";
import { type ConfigText, readable, readLaunchFile, STDIN_NAME } from "./configText";
import { CommandError, EXIT, type ExitCode, type Io, worse, write } from "./io";
import { checkInput } from "./launchInput";
import { BrokenLine, type LaunchLine, parseLaunchLine } from "./launchLine";
import { resolveTarget } from "./target";

/** What a line that does not say it otherwise is checked with. */
export interface StreamDefaults {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
}

/**
 * Answers every line of a `--launches` file with a line, in order and one at a time, so that memory stays bounded.
 * A line that cannot be checked is answered by `{"id"?, "line", "error"}`, and the command ends with 2.
 */
export async function checkLaunchStream(name: string, defaults: StreamDefaults, io: Io): Promise<ExitCode> {
  let exit: ExitCode = EXIT.clean;
  let number = 0;
  for await (const line of linesOf(name, io)) {
    number++;
    if (line.trim() === "") continue;
    const answer = await answerLine(line, number, defaults, io);
    exit = worse(exit, answer.exit);
    await write(io.stdout, `${JSON.stringify(answer.json)}\n`);
  }
  if (exit === EXIT.failed)
    io.stderr.write('neox-config: some lines could not be checked: see "error" in their answers\n');
  return exit;
}

interface Answer {
  readonly exit: ExitCode;
  readonly json: unknown;
}

async function answerLine(line: string, number: number, defaults: StreamDefaults, io: Io): Promise<Answer> {
  let id: unknown;
  try {
    const launch = parseLaunchLine(line);
    id = launch.id;
    const json = launchJson(await checkLine(launch, defaults, io), id);
    return { json, exit: json.launches ? EXIT.clean : EXIT.foundErrors };
  } catch (error) {
    if (error instanceof BrokenLine) id = error.id;
    else if (!(error instanceof CommandError)) throw error;
    const json = { ...(id !== undefined && { id }), line: number, error: error.message };
    return { json, exit: EXIT.failed };
  }
}

async function checkLine(line: LaunchLine, defaults: StreamDefaults, io: Io) {
  const files: ConfigText[] = [];
  for (const file of line.files)
    files.push(typeof file === "string" ? await readListed(file, defaults, io) : file);
  const gpus = line.gpus ?? defaults.gpus;
  return checkInput({
    files,
    target: await resolveTarget(line.neox ?? defaults.neox, io),
    ...(gpus !== undefined && { gpus }),
    scope: "launch",
  });
}

function readListed(file: string, { confDir }: StreamDefaults, io: Io): Promise<ConfigText> {
  if (file === STDIN_NAME) throw new CommandError("a launch of the list cannot read standard input");
  return readLaunchFile(file, confDir, io);
}

async function* linesOf(name: string, io: Io): AsyncGenerator<string> {
  const input = name === STDIN_NAME ? io.stdin : createReadStream(resolve(io.cwd, name));
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw readable(error, name);
  }
}
