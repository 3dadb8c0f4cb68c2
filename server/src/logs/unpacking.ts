/** Bytes and lines of what is packed into next to nothing. */
const MOST_BYTES = 100_000_000;
const MOST_LINES = 10_000_000;

/** Of what one packed byte stands for: logs are packed to a thirtieth, and a line of them to some bytes. */
const BYTES_A_BYTE = 100;
const LINES_A_BYTE = 1;

/** Counts what a packed log is unpacked to: a small file may stand for more than anybody can wait for. */
export class Unpacking {
  /** Bytes that were read so far. */
  packed = 0;
  #unpacked = 0;

  /** `lineCount`: lines before these bytes. Throws an Error for more than any log is. */
  count(unpacked: Uint8Array, lineCount: number): void {
    this.#unpacked += unpacked.length;
    if (this.#unpacked > MOST_BYTES + BYTES_A_BYTE * this.packed)
      throw new Error(`it unpacks to over ${BYTES_A_BYTE} times its size`);
    if (lineCount > MOST_LINES + LINES_A_BYTE * this.packed)
      throw new Error("it unpacks to more lines than it has bytes");
  }
}
