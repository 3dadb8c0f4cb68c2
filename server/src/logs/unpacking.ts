/** Bytes and lines of what is packed into next to nothing. */
const MOST_BYTES = 100_000_000;
const MOST_LINES = 10_000_000;

/** Of what one packed byte stands for: logs are packed to a thirtieth, and a line of them to some bytes. */
const BYTES_A_BYTE = 100;
const LINES_A_BYTE = 1;

/** Counts what packed logs are unpacked to, all together: small files may stand for more than anybody can wait for. */
export class Unpacking {
  /** Bytes that were read so far. */
  packed = 0;
  #unpacked = 0;
  #lines = 0;

  /** `lines`: more of them since the last bytes. Throws an Error for more than any logs are. */
  count(unpacked: Uint8Array, lines: number): void {
    this.#unpacked += unpacked.length;
    this.#lines += lines;
    if (this.#unpacked > MOST_BYTES + BYTES_A_BYTE * this.packed)
      throw new Error(`it unpacks to over ${BYTES_A_BYTE} times its size`);
    if (this.#lines > MOST_LINES + LINES_A_BYTE * this.packed)
      throw new Error("it unpacks to more lines than it has bytes");
  }
}
