/** What lines that begin alike have said so far. */
export type Shape = "unknown" | "vain" | "iteration";

/**
 * Remembers lines by how they begin. A long log prints few kinds of lines, each many times: once a kind has been read
 * often enough in vain, its lines need not be decoded any more, and of the iterations now and then one is enough.
 */
export class LineShapes {
  private readonly hashes = new Int32Array(SLOTS);
  private readonly counts = new Uint8Array(SLOTS);

  shapeOf(hash: number): Shape {
    const slot = hash & (SLOTS - 1);
    if (this.hashes[slot] !== hash) return "unknown";
    const count = this.counts[slot];
    if (count === ITERATION) return "iteration";
    return count === ENOUGH ? "vain" : "unknown";
  }

  /** A line has been read and said nothing, something, or how an iteration went. */
  add(hash: number, said: "nothing" | "something" | "iteration"): void {
    const slot = hash & (SLOTS - 1);
    const before = this.hashes[slot] === hash ? (this.counts[slot] ?? 0) : 0;
    this.hashes[slot] = hash;
    this.counts[slot] =
      said === "iteration" ? ITERATION : said === "something" ? 0 : Math.min(before + 1, ENOUGH);
  }
}

const SLOTS = 1 << 16;
const ENOUGH = 32;
const ITERATION = 255;

/** Dates, hosts and times stand first: so many characters tell a line's kind, a number counting as one. */
const LENGTH = 72;
const [ZERO, NINE] = [48, 57];

/** A hash of a line's beginning in which all numbers are alike (FNV-1a). */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  let wasDigit = false;
  for (let at = start, length = 0; at < end && length < LENGTH; at += 1) {
    const byte = bytes[at] ?? 0;
    const isDigit = byte >= ZERO && byte <= NINE;
    if (isDigit && wasDigit) continue;
    hash = Math.imul(hash ^ (isDigit ? ZERO : byte), 0x01000193);
    wasDigit = isDigit;
    length += 1;
  }
  return hash;
}

const BAR = "|".charCodeAt(0);
const BLANKS = [" ", "\r"].map((it) => it.charCodeAt(0));

/** NeoX ends the line of an iteration with a bar: nothing has been written into it. */
export function endsWithBar(bytes: Uint8Array, start: number, end: number): boolean {
  let last = end - 1;
  while (last > start && BLANKS.includes(bytes[last] ?? 0)) last -= 1;
  return bytes[last] === BAR;
}
