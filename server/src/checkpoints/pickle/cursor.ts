/** What is read is no pickle, or no whole one. */
export class Unreadable extends Error {}

const LATIN1 = new TextDecoder("latin1");
const UTF8 = new TextDecoder();

/** A place in bytes that moves on as they are read. Every read throws `Unreadable` where they end. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  at: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = start;
  }

  byte(): number {
    return this.#view.getUint8(this.#skip(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#skip(2), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#skip(4), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#skip(4), true);
  }

  /** A length; one that JavaScript does not hold exactly is past the end of any file. */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#skip(8), true));
  }

  /** Python's pickle writes floats with the highest byte first. */
  float64(): number {
    return this.#view.getFloat64(this.#skip(8), false);
  }

  bytes(length: number): Uint8Array {
    const start = this.#skip(length);
    return this.#bytes.subarray(start, start + length);
  }

  utf8(length: number): string {
    return UTF8.decode(this.bytes(length));
  }

  latin1(length: number): string {
    return LATIN1.decode(this.bytes(length));
  }

  /** Up to the end of the line, which is read too. */
  line(): string {
    const end = this.#bytes.indexOf(NEWLINE, this.at);
    if (end < 0) throw new Unreadable(`no end of the line at ${this.at}`);
    const text = UTF8.decode(this.#bytes.subarray(this.at, end));
    this.at = end + 1;
    return text;
  }

  #skip(length: number): number {
    const start = this.at;
    if (start + length > this.#bytes.length) throw new Unreadable(`it ends at ${this.#bytes.length}`);
    this.at = start + length;
    return start;
  }
}

const NEWLINE = 10;
