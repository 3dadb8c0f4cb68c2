/** The end of what a program prints: of an endless output nothing is made anew for each piece. */
export class LastBytes {
  /** Bytes that came, all together. */
  length = 0;
  #bytes = Buffer.alloc(0);
  #end = 0;

  /** `most`: bytes that are kept. */
  constructor(private readonly most: number) {}

  add(piece: Uint8Array): void {
    this.length += piece.length;
    if (this.#end + piece.length > this.#bytes.length) this.#makeRoom(piece.length);
    this.#bytes.set(piece, this.#end);
    this.#end += piece.length;
  }

  get text(): string {
    return this.#kept.toString("utf8");
  }

  get #kept(): Buffer {
    return this.#bytes.subarray(Math.max(0, this.#end - this.most), this.#end);
  }

  /** For as much again, so that each byte is moved a few times at most. */
  #makeRoom(length: number): void {
    const kept = this.#kept;
    this.#bytes = Buffer.allocUnsafe(2 * (kept.length + length));
    this.#bytes.set(kept);
    this.#end = kept.length;
  }
}
