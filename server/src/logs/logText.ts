import { joined } from "./logLines";

/** A log that is no text as it stands. The message says what it is. */
export class UnreadableLog extends Error {}

/** What is no text tells so by how it begins. */
const UNREADABLE: readonly (readonly [string, readonly number[]])[] = [
  ["packed by zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["packed by xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ["packed by bzip2", [...new TextEncoder().encode("BZh")]],
  ["packed by lz4", [0x04, 0x22, 0x4d, 0x18]],
  ["packed by zip", [0x50, 0x4b, 0x03, 0x04]],
  ["packed by 7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ["packed by compress", [0x1f, 0x9d]],
  ["packed by gzip more than once", [0x1f, 0x8b]],
  ["UTF-32", [0xff, 0xfe, 0x00, 0x00]],
  ["UTF-32", [0x00, 0x00, 0xfe, 0xff]],
];

/** So many bytes tell how a log is written. */
const LONGEST_BEGINNING = 8;

const NOTHING = new Uint8Array(0);

/** The bytes of a log in UTF-8: what PowerShell writes into a file is UTF-16. */
export class LogText {
  private beginning: Uint8Array | undefined = NOTHING;
  private wide: TextDecoder | undefined;

  /** @throws UnreadableLog */
  utf8(chunk: Uint8Array): Uint8Array {
    if (this.beginning === undefined) return this.decoded(chunk);
    this.beginning = joined(this.beginning, chunk);
    return this.beginning.length < LONGEST_BEGINNING ? NOTHING : this.begin(this.beginning);
  }

  /** What a log that ends has left. */
  end(): Uint8Array {
    const rest = this.beginning === undefined ? NOTHING : this.begin(this.beginning);
    return this.wide === undefined ? rest : joined(rest, new TextEncoder().encode(this.wide.decode()));
  }

  private begin(bytes: Uint8Array): Uint8Array {
    this.beginning = undefined;
    const found = UNREADABLE.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte));
    if (found !== undefined) throw new UnreadableLog(`it is ${found[0]}`);
    const encoding = wideEncoding(bytes);
    this.wide = encoding === undefined ? undefined : new TextDecoder(encoding);
    return this.decoded(bytes);
  }

  private decoded(bytes: Uint8Array): Uint8Array {
    if (this.wide === undefined) return bytes;
    return new TextEncoder().encode(this.wide.decode(bytes, { stream: true }));
  }
}

/** By its mark, or by the zero that is half of each English letter. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const isZeroAt = (odd: number) =>
    bytes.length > 1 &&
    bytes.subarray(0, LONGEST_BEGINNING).every((byte, at) => (byte === 0) === (at % 2 === odd));
  return isZeroAt(1) ? "utf-16le" : isZeroAt(0) ? "utf-16be" : undefined;
}
