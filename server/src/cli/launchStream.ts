import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { launchJson } from "../features/launchJson";
import { type ConfigText, readable, readLaunchFile, STDIN_NAME } from "./configText";
import type { CheckedLaunch } from "./formats/format";
import { CommandError, EXIT, type ExitCode, type Io, worse, write } from "./io";
import { checkInput } from "./launchInput";
import { BrokenLine, type LaunchLine, parseLaunchLine } from "./launchLine";
import { lookAtNamedFiles } from "./namedFiles";
import { Progress } from "./progress";
import type { RunSettings } from "./runSettings";
import { resolveTarget } from "./target";

/**
 * Answers every line of a `--launches` file with a line, in order and one at a time, so that memory stays bounded.
 * A line that cannot be checked is answered by `{"id"?, "line", "error"}`, and the command ends with 2.
 */
export async function checkLaunchStream(
  name: string,
  settings: RunSettings,
  confDir: string | undefined,
  io: Io,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.clean;
  let number = 0;
  const progress = new Progress(io);
  for await (const line of linesOf(name, io)) {
    number++;
    // On a terminal, the answers themselves tell.
    if (!io.stdout.isTTY) progress.tell(`Checking launch ${number}`);
    if (line.trim() === "") continue;
    const answer = await answerLine(line, number, (launch) => checkLine(launch, settings, confDir, io));
    exit = worse(exit, answer.exit);
    await write(io.stdout, `${JSON.stringify(answer.json)}\n`);
  }
  progress.clear();
  if (exit === EXIT.failed)
    io.stderr.write('neox-config: some lines could not be checked: see "error" in their answers\n');
  return exit;
}

interface Answer {
  readonly exit: ExitCode;
  readonly json: unknown;
}

async function answerLine(
  line: string,
  number: number,
  check: (launch: LaunchLine) => Promise<CheckedLaunch>,
): Promise<Answer> {
  let id: unknown;
  try {
    const launch = parseLaunchLine(line);
    id = launch.id;
    const json = launchJson(await check(launch), id);
    return { json, exit: json.launches ? EXIT.clean : EXIT.foundErrors };
  } catch (error) {
    if (error instanceof BrokenLine) id = error.id;
    else if (!(error instanceof CommandError)) throw error;
    const json = { ...(id !== undefined && { id }), line: number, error: error.message };
    return { json, exit: EXIT.failed };
  }
}

async function checkLine(
  { files, gpus, neox }: LaunchLine,
  settings: RunSettings,
  confDir: string | undefined,
  io: Io,
): Promise<CheckedLaunch> {
  const texts: ConfigText[] = [];
  for (const file of files) texts.push(typeof file === "string" ? await readListed(file, confDir, io) : file);
  return checkInput({
    ...settings,
    ...(gpus !== undefined && { gpus }),
    ...(neox !== undefined && { target: await resolveTarget(neox, io) }),
    ...(await lookAtNamedFiles(texts, { named: settings.launchFolder, otherwise: io.cwd }, io)),
    files: texts,
    scope: "launch",
  });
}

function readListed(file: string, confDir: string | undefined, io: Io): Promise<ConfigText> {
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
