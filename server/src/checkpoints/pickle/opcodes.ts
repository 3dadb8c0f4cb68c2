import { ownValue } from "../../base/ownValue";
import { type ByteCursor, Unreadable } from "./cursor";
import type { PickleMachine } from "./machine";
import { Opaque, PERSISTENT, type PickleValue } from "./value";

type Run = (machine: PickleMachine, cursor: ByteCursor) => void;

/** Bytes of an integer above which its value is of no interest to anybody. */
const LONGEST_INTEGER = 64;

/** Every opcode of CPython's `Lib/pickle.py`, by its byte. One that is not here stops the reading. */
const RUNS: Readonly<Record<string, Run>> = {
  // Where it begins and ends.
  "\x80": (_, cursor) => void cursor.byte(),
  "\x95": (_, cursor) => void cursor.uint64(),
  ".": () => {},

  // The stack and the memory.
  "(": (machine) => machine.mark(),
  "0": (machine) => machine.discard(),
  "1": (machine) => void machine.popToMark(),
  "2": (machine) => machine.push(machine.top()),
  p: (machine, cursor) => machine.put(digits(cursor)),
  q: (machine, cursor) => machine.put(cursor.byte()),
  r: (machine, cursor) => machine.put(cursor.uint32()),
  "\x94": (machine) => machine.memoize(),
  g: (machine, cursor) => machine.get(digits(cursor)),
  h: (machine, cursor) => machine.get(cursor.byte()),
  j: (machine, cursor) => machine.get(cursor.uint32()),

  // Values.
  N: (machine) => machine.push(null),
  "\x88": (machine) => machine.push(true),
  "\x89": (machine) => machine.push(false),
  I: (machine, cursor) => machine.push(lineInteger(cursor.line())),
  J: (machine, cursor) => machine.push(cursor.int32()),
  K: (machine, cursor) => machine.push(cursor.byte()),
  M: (machine, cursor) => machine.push(cursor.uint16()),
  L: (machine, cursor) => machine.push(lineInteger(cursor.line().replace(/L$/, ""))),
  "\x8a": (machine, cursor) => machine.push(integer(cursor.bytes(cursor.byte()))),
  "\x8b": (machine, cursor) => machine.push(integer(cursor.bytes(length(cursor.int32())))),
  F: (machine, cursor) => machine.push(Number.parseFloat(cursor.line())),
  G: (machine, cursor) => machine.push(cursor.float64()),
  S: (machine, cursor) => machine.push(cursor.line().replace(/^(["'])(.*)\1$/, "$2")),
  T: (machine, cursor) => machine.push(cursor.latin1(length(cursor.int32()))),
  U: (machine, cursor) => machine.push(cursor.latin1(cursor.byte())),
  V: (machine, cursor) => machine.push(cursor.line()),
  X: (machine, cursor) => machine.push(cursor.utf8(cursor.uint32())),
  "\x8c": (machine, cursor) => machine.push(cursor.utf8(cursor.byte())),
  "\x8d": (machine, cursor) => machine.push(cursor.utf8(cursor.uint64())),
  B: (machine, cursor) => machine.push(cursor.bytes(cursor.uint32())),
  C: (machine, cursor) => machine.push(cursor.bytes(cursor.byte())),
  "\x8e": (machine, cursor) => machine.push(cursor.bytes(cursor.uint64())),
  "\x96": (machine, cursor) => machine.push(cursor.bytes(cursor.uint64())),
  "\x97": (machine) => machine.push(new Opaque("buffer", [])),
  "\x98": () => {},

  // Tuples, lists, dicts and sets.
  ")": (machine) => machine.push([]),
  "\x85": (machine) => machine.push(machine.popMany(1)),
  "\x86": (machine) => machine.push(machine.popMany(2)),
  "\x87": (machine) => machine.push(machine.popMany(3)),
  t: (machine) => machine.push(machine.popToMark()),
  "]": (machine) => machine.push([]),
  l: (machine) => machine.push(machine.popToMark()),
  a: (machine) => machine.append(machine.popMany(1)),
  e: (machine) => machine.append(machine.popToMark()),
  "}": (machine) => machine.push(new Map()),
  d: (machine) => {
    const pairs = machine.popToMark();
    machine.push(new Map());
    machine.setItems(pairs);
  },
  s: (machine) => machine.setItems(machine.popMany(2)),
  u: (machine) => machine.setItems(machine.popToMark()),
  "\x8f": (machine) => machine.push(new Set()),
  "\x90": (machine) => machine.add(machine.popToMark()),
  "\x91": (machine) => {
    const members = machine.popToMark();
    machine.push(new Set());
    machine.add(members);
  },

  // What Python would import, fetch, call or fill.
  c: (machine, cursor) => machine.push(new Opaque(`${cursor.line()}.${cursor.line()}`, [])),
  "\x93": (machine) => {
    const names = machine.popMany(2);
    if (!names.every((name) => typeof name === "string")) throw new Unreadable("a global has no name");
    machine.push(new Opaque(names.join("."), []));
  },
  "\x82": (machine, cursor) => machine.push(new Opaque(`extension ${cursor.byte()}`, [])),
  "\x83": (machine, cursor) => machine.push(new Opaque(`extension ${cursor.uint16()}`, [])),
  "\x84": (machine, cursor) => machine.push(new Opaque(`extension ${cursor.int32()}`, [])),
  P: (machine, cursor) => machine.push(new Opaque(PERSISTENT, [cursor.line()])),
  Q: (machine) => machine.push(new Opaque(PERSISTENT, machine.popMany(1))),
  R: callWithTuple,
  "\x81": callWithTuple,
  "\x92": (machine) => {
    const [callable = null, args = null] = machine.popMany(3);
    machine.reduce(callable, args);
  },
  i: (machine, cursor) => {
    const name = `${cursor.line()}.${cursor.line()}`;
    machine.push(new Opaque(name, machine.popToMark()));
  },
  o: (machine) => {
    const [callable = null, ...args] = machine.popToMark();
    machine.reduce(callable, args);
  },
  b: (machine) => machine.build(),
};

/** The same by number. */
export const OPCODES: readonly (Run | undefined)[] = Array.from({ length: 256 }, (_, byte) => {
  return ownValue(RUNS, String.fromCharCode(byte));
});

function callWithTuple(machine: PickleMachine): void {
  const [callable = null, args = null] = machine.popMany(2);
  machine.reduce(callable, args);
}

function length(value: number): number {
  if (value < 0) throw new Unreadable("a negative length");
  return value;
}

function digits(cursor: ByteCursor): number {
  const value = Number(cursor.line());
  if (!Number.isSafeInteger(value) || value < 0) throw new Unreadable("no such place to remember at");
  return value;
}

/** `00` and `01` are how protocol 0 writes booleans. */
function lineInteger(text: string): PickleValue {
  if (text === "00" || text === "01") return text === "01";
  if (!/^-?\d+$/.test(text) || text.length > LONGEST_INTEGER) return text;
  return exact(BigInt(text));
}

/** A two's complement, lowest byte first. */
function integer(bytes: Uint8Array): PickleValue {
  if (bytes.length > LONGEST_INTEGER) return bytes;
  let value = 0n;
  for (let start = 0; start < bytes.length; start += EXACT_BYTES)
    value |= BigInt(littleEndian(bytes.subarray(start, start + EXACT_BYTES))) << BigInt(8 * start);
  return exact(BigInt.asIntN(Math.max(1, 8 * bytes.length), value));
}

/** Of so many bytes a number is exact: a step of BigInt for each byte takes several times as long. */
const EXACT_BYTES = 6;

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

function exact(value: bigint): PickleValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
