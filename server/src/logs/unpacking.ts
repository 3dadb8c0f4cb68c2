/** Bytes of what is packed into next to nothing, and work to read it: a line that tells nothing is one of it. */
const MOST_BYTES = 100_000_000;
const MOST_WORK = 10_000_000;

/** Of what one packed byte stands for: logs are packed to a thirtieth, and a line of them to some bytes. */
const BYTES_A_BYTE = 100;
const WORK_A_BYTE = 1;

/** Counts what packed logs are unpacked to, all together: small files may stand for more than anybody can wait for. */
export class Unpacking {
  /** Bytes that were read so far. */
  packed = 0;
  #unpacked = 0;
  #work = 0;

  /** `work`: of reading the bytes before. Throws an Error for more than any logs are. */
  count(unpacked: Uint8Array, work: number): void {
    this.#unpacked += unpacked.length;
    this.#work += work;
    if (this.#unpacked > MOST_BYTES + BYTES_A_BYTE * this.packed)
      throw new Error(`it unpacks to over ${BYTES_A_BYTE} times its size`);
    if (this.#work > MOST_WORK + WORK_A_BYTE * this.packed)
      throw new Error("it unpacks to more than can be read at once: unpack it first");
  }
}
