import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { visibleJson } from "../base/visible";
import { LooksOfRun } from "../engine/looks";
import { launchJson } from "../features/launchJson";
import { atMostTwice } from "../launches/atMostTwice";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { boundedLines } from "./boundedLines";
import { type ConfigText, launchPlace, readable, readLaunchFile, readOnce, STDIN_NAME } from "./configText";
import type { CheckedLaunch } from "./formats/format";
import { CommandError, EXIT, type ExitCode, hasLeft, type Io, say, worse, write } from "./io";
import { KnownLoads, lookInLaunchFolder } from "./launchFolder";
import { checkInput } from "./launchInput";
import { BrokenLine, type LaunchLine, parseLaunchLine } from "./launchLine";
import { Progress } from "./progress";
import type { RunSettings } from "./runSettings";
import { resolveTarget } from "./target";

/** Characters of a launch with its texts. */
const LONGEST_LINE = 20_000_000;

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
  const loads = new KnownLoads(nodeLoads.disk);
  const context: LineContext = { confDir, loads, looks: new LooksOfRun(), texts: [], io };
  for await (const line of lookingAgain(linesOf(name, io), context.loads)) {
    number++;
    if (hasLeft(io.stdout)) break;
    // On a terminal, the answers themselves tell.
    if (!io.stdout.isTTY) progress.tell(`Checking launch ${number}`);
    if (line?.trim() === "") continue;
    const answer = await answerLine(line, number, (launch) => checkLine(launch, settings, context));
    exit = worse(exit, answer.exit);
    await write(io.stdout, `${visibleJson(answer.json)}\n`);
  }
  progress.clear();
  if (exit === EXIT.failed)
    say(io.stderr, 'neox-config: some lines could not be checked: see "error" in their answers');
  const { remarks } = context.loads.names;
  for (const remark of remarks) say(io.stderr, `neox-config: ${remark}`);
  return remarks.length > 0 ? EXIT.failed : exit;
}

interface Answer {
  readonly exit: ExitCode;
  readonly json: unknown;
}

/** `line` is undefined where it was too long to be kept. */
async function answerLine(
  line: string | undefined,
  number: number,
  check: (launch: LaunchLine) => Promise<CheckedLaunch>,
): Promise<Answer> {
  let id: unknown;
  try {
    if (line === undefined) throw new BrokenLine(`this line is longer than ${LONGEST_LINE / 1e6} megabytes`);
    const launch = parseLaunchLine(line);
    id = launch.id;
    const json = launchJson(await check(launch), id);
    return { json, exit: json.launches ? EXIT.clean : EXIT.foundErrors };
  } catch (error) {
    if (error instanceof BrokenLine) id = error.id;
    const message = error instanceof Error ? error.message : String(error);
    const json = { ...(id !== undefined && { id }), line: number, error: message };
    return { json, exit: EXIT.failed };
  }
}

interface LineContext {
  readonly confDir: string | undefined;
  /** What the lines before load. */
  readonly loads: KnownLoads;
  readonly looks: LooksOfRun;
  /** Those of the line before: most lines name the same. */
  texts: readonly ConfigText[];
  readonly io: Io;
}

async function checkLine(
  { files, gpus, neox, script }: LaunchLine,
  settings: RunSettings,
  context: LineContext,
): Promise<CheckedLaunch> {
  const { confDir, loads, looks, io } = context;
  const texts: ConfigText[] = [];
  const placeOf = (file: string | ConfigText) =>
    typeof file === "string" ? launchPlace(file, confDir) : file;
  for (const file of atMostTwice(files, placeOf))
    texts.push(typeof file === "string" ? await readListed(file, confDir, io) : file);
  context.texts = readOnce(texts, context.texts);
  return checkInput({
    ...settings,
    ...(gpus !== undefined && { gpus }),
    ...(script !== undefined && { script }),
    ...(neox !== undefined && { target: await resolveTarget(neox, io) }),
    ...(await lookInLaunchFolder(context.texts, settings, io, { loads })),
    files: context.texts,
    scope: "launch",
    looks: looks.another(),
  });
}

function readListed(file: string, confDir: string | undefined, io: Io): Promise<ConfigText> {
  if (file === STDIN_NAME) throw new CommandError("a launch of the list cannot read standard input");
  return readLaunchFile(file, confDir, io);
}

type Lines = AsyncGenerator<readonly (string | undefined)[]>;

/** In milliseconds: for lines that came together what they load is not looked at again before. */
const LOOKED_AT_ONCE = 1000;

/** Each line, after what the lines before it load was looked at again where that may have changed. */
async function* lookingAgain(lines: Lines, loads: KnownLoads): AsyncGenerator<string | undefined> {
  for await (const together of lines) {
    // The next line of a program that waits for each answer may come tomorrow.
    let next = 0;
    for (const line of together) {
      if (performance.now() >= next) {
        loads.lookAgain();
        next = performance.now() + LOOKED_AT_ONCE;
      }
      yield line;
    }
  }
}

function linesOf(name: string, io: Io): Lines {
  const input = name === STDIN_NAME ? io.stdin : createReadStream(resolve(io.cwd, name));
  return boundedLines(input, LONGEST_LINE, (error) => readable(error, name));
}
