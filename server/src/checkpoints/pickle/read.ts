import { TooLarge } from "../../bytes/byteFile";
import { ByteCursor, Unreadable } from "./cursor";
import { PickleMachine } from "./machine";
import { OPCODES } from "./opcodes";
import type { PickleValue } from "./value";

/** More steps than any checkpoint takes; a pickle of as many bytes takes no more. */
const MOST_STEPS = 20_000_000;

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
export function readPickle(bytes: Uint8Array, start = 0): ReadPickle {
  const cursor = new ByteCursor(bytes, start);
  const machine = new PickleMachine();
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const opcode = cursor.byte();
    const run = OPCODES[opcode];
    if (run === undefined) throw new Unreadable(`no opcode ${opcode} at ${cursor.at - 1}`);
    run(machine, cursor);
    if (opcode === STOP) return { value: machine.pop(), end: cursor.at };
  }
  throw new TooLarge(`more than ${MOST_STEPS} steps`);
}

const STOP = ".".charCodeAt(0);
