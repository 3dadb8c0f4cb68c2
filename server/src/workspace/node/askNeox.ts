import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { type Asked, type NeoxAnswer, NotAsked, readAnswer } from "../../features/verify/answer";
import { endGroup, endGroupWithUs } from "./childGroup";
import { LastBytes } from "./lastBytes";

export interface AskOptions {
  /** A Python, by name or path. */
  readonly python: string;
  /** The folder of a checkout of gpt-neox, absolute. */
  readonly checkout: string;
  /** Our program, `ask/verify.py`, absolute. */
  readonly script: string;
  /** Where the launch would run. */
  readonly folder: string;
  readonly seconds: number;
  /** Of memory that the program may take. */
  readonly gibibytes: number;
  readonly signal?: AbortSignal;
}

/** Of a timer of Node, some 24 days: it takes more for none. */
const MOST_MILLISECONDS = 2 ** 31 - 1;

/** Bytes of an answer: what prints more gives none, and is ended. */
const MOST_OUTPUT = 4_000_000;
/** Bytes of warnings and errors, after which it is ended as well; the last ones, which say why. */
const MOST_ERRORS = 100_000_000;
const LAST_ERRORS = 20_000;

/**
 * Runs the argument code and the layers of a checkout on a launch: the one place where code of a workspace is run, and
 * only on a user's word. Throws a NotAsked where there is no answer.
 */
export async function askNeox(launch: Asked, options: AskOptions): Promise<NeoxAnswer> {
  // Where none can be made, Python looks for one itself.
  const temporary = await mkdtemp(join(tmpdir(), "neox-config-")).catch(() => undefined);
  try {
    const child = started(options, temporary);
    const ended = outcomeOf(child, options, temporary);
    child.stdin?.on("error", () => {});
    child.stdin?.end(JSON.stringify(launch));
    const { stdout, stderr } = await ended;
    const answer = readAnswer(stdout);
    if (answer === undefined) throw new NotAsked("ended", lastLine(stderr));
    return answer;
  } finally {
    // A program that is killed leaves the config there.
    if (temporary !== undefined)
      await rm(temporary, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

const IS_WINDOWS = process.platform === "win32";

/** Of folders to look in, without those of the working folder; undefined for none, for an empty PATH is that folder. */
function absoluteOf(path = ""): string | undefined {
  return path.split(delimiter).filter(isAbsolute).join(delimiter) || undefined;
}

function started(
  { python, script, folder, checkout, seconds, gibibytes }: AskOptions,
  temporary: string | undefined,
): ChildProcess {
  try {
    return spawn(/[\\/]/.test(python) ? resolve(folder, python) : python, ["-W", "ignore", script], {
      // Windows looks for a program in the working folder first, and one of a workspace must not run. Elsewhere that folder
      // chooses the Python of pyenv, asdf and mise.
      cwd: IS_WINDOWS ? dirname(script) : folder,
      env: {
        ...process.env,
        ...(!IS_WINDOWS && { PATH: absoluteOf(process.env.PATH) }),
        PYTHONPATH: absoluteOf(process.env.PYTHONPATH),
        NEOX: checkout,
        FOLDER: resolve(folder),
        SECONDS: String(seconds),
        MEMORY: String(Math.round(gibibytes * 2 ** 30)),
        CUDA_VISIBLE_DEVICES: "",
        ...(temporary !== undefined && { TMPDIR: temporary }),
        PYTHONDONTWRITEBYTECODE: "1",
      },
      stdio: ["pipe", "pipe", "pipe"],
      // A group of its own, so that what it starts ends with it.
      detached: !IS_WINDOWS,
    });
  } catch (error) {
    // Some names are refused at once, and not by an event.
    throw new NotAsked("noPython", error instanceof Error ? error.message : String(error));
  }
}

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

function outcomeOf(
  child: ChildProcess,
  { seconds, signal }: AskOptions,
  temporary: string | undefined,
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const stdout = new LastBytes(MOST_OUTPUT);
    const stderr = new LastBytes(LAST_ERRORS);
    const stop = (reason: NotAsked) => {
      endGroup(child);
      reject(reason);
    };
    const cancel = () => stop(new NotAsked("cancelled", ""));
    const wait = Math.min(seconds * 1000, MOST_MILLISECONDS);
    const timer = setTimeout(() => stop(new NotAsked("time", String(seconds))), wait);
    const letGo = endGroupWithUs(child, temporary);
    const settle = () => {
      letGo();
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    };
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel);
    const listen = (stream: Readable | null, output: LastBytes, most: number) =>
      stream?.on("data", (bytes: Uint8Array) => {
        output.add(bytes);
        if (output.length > most)
          stop(new NotAsked("ended", lastLine(stderr.text) || lastLine(output.text.slice(-LAST_ERRORS))));
      });
    listen(child.stdout, stdout, MOST_OUTPUT);
    listen(child.stderr, stderr, MOST_ERRORS);
    child.on("error", (error) => {
      settle();
      reject(new NotAsked("noPython", error.message));
    });
    child.on("close", () => {
      settle();
      resolve({ stdout: stdout.text, stderr: stderr.text });
    });
  });
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
