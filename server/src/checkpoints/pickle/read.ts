import { TooLarge } from "../../bytes/byteFile";
import { ByteCursor, Unreadable } from "./cursor";
import type { Effort } from "./effort";
import { PickleMachine } from "./machine";
import { OPCODES } from "./opcodes";
import type { PickleValue } from "./value";

/** More than a rank with 100,000 tensors takes; a pickle of as many bytes takes no more. */
export const MOST_STEPS = 8_000_000;

export interface ReadPickle {
  readonly value: PickleValue;
  /** Where the next begins. */
  readonly end: number;
}

/**
 * Reads one pickle, protocols 0 to 5 (CPython's `Lib/pickle.py`), as data.
 * Nothing is imported, built or called, whatever it names; time and memory go with its length.
 * @throws Unreadable for what is no pickle, one that is cut, or an opcode that Python does not have; TooLarge beyond the
 * bounds.
 */
export function readPickle(bytes: Uint8Array, start = 0, effort: Effort = { left: MOST_STEPS }): ReadPickle {
  const cursor = new ByteCursor(bytes, start);
  const machine = new PickleMachine(effort);
  for (; effort.left > 0; effort.left--) {
    const opcode = cursor.byte();
    const run = OPCODES[opcode];
    if (run === undefined) throw new Unreadable(`no opcode at ${cursor.at - 1}`);
    run(machine, cursor);
    if (opcode === STOP) return { value: machine.pop(), end: cursor.at };
  }
  throw new TooLarge("more steps than any checkpoint takes");
}

const STOP = ".".charCodeAt(0);
