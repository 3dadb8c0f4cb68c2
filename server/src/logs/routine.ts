/**
 * The lines that a run prints at every step. Nearly all of a long log is of these kinds, so they are told apart by
 * their bytes, before anything is decoded.
 */

/** How NeoX begins the line of a logged iteration (megatron/logging.py:training_log). */
const ITERATION = bytesOf(" samples/sec:");
/** DeepSpeed's and NeoX's timers, and the memory report (megatron/logging.py, megatron/utils.py:report_memory). */
const OTHERS = ["time (ms) |", "after "].map(bytesOf);
/** `[2025-03-14 09:26:53,100] [INFO] [`: the time is as wide in every line of DeepSpeed's logger. */
const LEVEL = bytesOf("[INFO] [");
const LEVEL_AT = "[2025-03-14 09:26:53,100] ".length;
/** The launcher tells of processes that end; all other files only of progress. */
const LAUNCHER = bytesOf("launch.py");

const [SPACE, BAR, BRACKET, CLOSING, COLON, RETURN] = [..." |[]:\r"].map((it) => it.charCodeAt(0));

export type Routine = "iteration" | "other" | undefined;

/** The kind of a routine line between two places; undefined for a line that has to be read. */
export function routineOf(bytes: Uint8Array, start: number, end: number): Routine {
  const from = afterPrefix(bytes, start, end);
  if (startsWith(bytes, from, end, ITERATION))
    return bytes[lastVisible(bytes, from, end)] === BAR ? "iteration" : undefined;
  if (OTHERS.some((beginning) => startsWith(bytes, from, end, beginning))) return "other";
  const level = from + LEVEL_AT;
  if (bytes[from] !== BRACKET || !startsWith(bytes, level, end, LEVEL)) return undefined;
  return startsWith(bytes, level + LEVEL.length, end, LAUNCHER) ? undefined : "other";
}

/** No launcher's prefix is longer. */
const LONGEST_PREFIX = 80;

/** Behind `host: `, `3: `, `[rank0]: `, `[default0]:` and `[1,0]<stderr>:`; `start` where there is none. */
function afterPrefix(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  if (first === SPACE) return start;
  const limit = Math.min(end, start + LONGEST_PREFIX);
  for (let at = start; at < limit; at += 1) {
    const byte = bytes[at];
    if (byte === SPACE) return start;
    if (byte !== COLON) continue;
    if (first === BRACKET) return isTagEnd(bytes, at) ? behindTag(bytes, at) : start;
    return bytes[at + 1] === SPACE ? at + 2 : start;
  }
  return start;
}

/** A colon ends a tag right after its bracket or after `<stderr>`. */
function isTagEnd(bytes: Uint8Array, colon: number): boolean {
  const before = bytes[colon - 1];
  return before === CLOSING || before === ">".charCodeAt(0);
}

/** torch writes a blank behind its tag, mpirun and torchrun none; NeoX's own iteration line begins with one. */
function behindTag(bytes: Uint8Array, colon: number): number {
  const from = colon + 1;
  return bytes[from] === SPACE && !startsWith(bytes, from, bytes.length, ITERATION) ? from + 1 : from;
}

function lastVisible(bytes: Uint8Array, from: number, end: number): number {
  let last = end - 1;
  while (last > from && (bytes[last] === SPACE || bytes[last] === RETURN)) last -= 1;
  return last;
}

function startsWith(bytes: Uint8Array, from: number, end: number, beginning: Uint8Array): boolean {
  if (from + beginning.length > end) return false;
  for (let index = 0; index < beginning.length; index += 1)
    if (bytes[from + index] !== beginning[index]) return false;
  return true;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
