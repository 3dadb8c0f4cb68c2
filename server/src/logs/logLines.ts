const LF = 10;

/** A longer line is cut here: what matters stands at its beginning, and a log may be one endless line. */
const LONGEST_LINE = 1 << 17;

/**
 * Cuts a stream of bytes into lines and hands each to `line` as it ends, holding no more than one unfinished line.
 * The bytes are those of the chunk: they are not to be kept.
 */
export class LogLines {
  private count = 0;
  private rest = new Uint8Array(0);
  /** The beginning of an endless line has been told already. */
  private isToldAlready = false;

  constructor(
    private readonly line: (bytes: Uint8Array, start: number, end: number, number: number) => void,
  ) {}

  /** The lines that have begun so far. */
  get lineCount(): number {
    return this.count;
  }

  push(chunk: Uint8Array): void {
    let start = this.pushRest(chunk);
    for (let end = chunk.indexOf(LF, start); end >= 0; end = chunk.indexOf(LF, start)) {
      this.count += 1;
      this.line(chunk, start, Math.min(end, start + LONGEST_LINE), this.count);
      start = end + 1;
    }
    if (start < chunk.length) this.keep(chunk.subarray(start));
  }

  /** Ends the line that the last chunk began; returns where the next one begins. */
  private pushRest(chunk: Uint8Array): number {
    if (this.rest.length === 0 && !this.isToldAlready) return 0;
    const end = chunk.indexOf(LF);
    if (end < 0) return 0;
    this.finish(chunk.subarray(0, end));
    return end + 1;
  }

  /** The last line may lack its end. */
  end(): void {
    if (this.rest.length > 0 || this.isToldAlready) this.finish(new Uint8Array(0));
  }

  private keep(bytes: Uint8Array): void {
    if (this.isToldAlready) return;
    this.rest = joined(this.rest, bytes);
    if (this.rest.length <= LONGEST_LINE) return;
    this.tell();
    this.isToldAlready = true;
  }

  private finish(bytes: Uint8Array): void {
    if (!this.isToldAlready) {
      this.rest = joined(this.rest, bytes);
      this.tell();
    }
    this.isToldAlready = false;
  }

  private tell(): void {
    const { rest } = this;
    this.rest = new Uint8Array(0);
    this.count += 1;
    this.line(rest, 0, Math.min(rest.length, LONGEST_LINE), this.count);
  }
}

/** The bytes of both, one after the other. */
export function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
