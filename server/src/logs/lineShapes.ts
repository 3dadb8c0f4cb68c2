/** What lines that begin alike have said so far. */
export type Shape = "unknown" | "vain" | "iteration";

/** What a line has said; `again`: what was known by another. */
export type Said = "nothing" | "again" | "something" | "iteration";

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

  /** A line has been read. */
  add(hash: number, said: Said): void {
    const slot = hash & (SLOTS - 1);
    const before = this.hashes[slot] === hash ? (this.counts[slot] ?? 0) : 0;
    this.hashes[slot] = hash;
    if (said === "iteration") this.counts[slot] = ITERATION;
    else this.counts[slot] = said === "something" ? 0 : Math.min(before + WEIGHTS[said], ENOUGH);
  }
}

const SLOTS = 1 << 13;
/** Of a kind that says nothing 31 lines are enough, of one that repeats something 248. */
const WEIGHTS = { nothing: 8, again: 1 };
const ENOUGH = 248;
const ITERATION = 255;

/** Dates, hosts and times stand first: so many bytes tell a line's kind, whatever its digits are. */
const LENGTH = 72;
const WORD = 4;

/** Hashes the beginning of lines, all digits being alike, four bytes at once: a long log is read no slower than it must. */
export class LineHash {
  private bytes: Uint8Array = new Uint8Array(0);
  private view: DataView = new DataView(this.bytes.buffer);

  of(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const { view } = this;
    const stop = Math.min(end, start + LENGTH);
    let hash = end - start < WORD ? end - start : WORD;
    let at = start;
    for (; at + WORD <= stop; at += WORD) hash = mixed(hash, withoutDigits(view.getInt32(at, true)));
    for (; at < stop; at += 1) hash = mixed(hash, withoutDigits(view.getUint8(at)));
    return hash;
  }
}

/** FNV-1a's step for four bytes; the shift brings what the higher ones change down to where the table looks. */
function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x01000193);
  return product ^ (product >>> 15);
}

/** Four bytes at once: each that is a digit becomes `0`. Of the sum, a byte's highest bit says that it is none. */
function withoutDigits(word: number): number {
  const fromZero = word ^ ZEROS;
  const isOther = ((((fromZero & 0x7f7f7f7f) + 0x76767676) | fromZero) & 0x80808080) >>> 7;
  const others = Math.imul(isOther, 0xff);
  return (word & others) | (ZEROS & ~others);
}

const ZEROS = 0x30303030;

const BAR = "|".charCodeAt(0);
const BLANKS = [" ", "\r"].map((it) => it.charCodeAt(0));

/** NeoX ends the line of an iteration with a bar: nothing has been written into it. */
export function endsWithBar(bytes: Uint8Array, start: number, end: number): boolean {
  let last = end - 1;
  while (last > start && BLANKS.includes(bytes[last] ?? 0)) last -= 1;
  return bytes[last] === BAR;
}
