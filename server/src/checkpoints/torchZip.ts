import { type FileEntry, Reader, ZipReader } from "@zip.js/zip.js/lib/zip-core-custom.js";
import { type ByteFile, TooLarge } from "../bytes/byteFile";
import { crc32 } from "../bytes/crc32";
import { Unreadable } from "./pickle/cursor";
import { countBytes, type Effort } from "./pickle/effort";

/** The zip of a `torch.save`: `NAME/data.pkl` and a record `NAME/data/NUMBER` for each tensor's storage. */
export interface TorchZip {
  /** The folder that everything lies in: the name that the file had, without ending. */
  readonly name: string;
  /** The bytes of its pickle. Throws where there is none or it is longer than `longest`. */
  pickle(longest: number): Promise<Uint8Array>;
  /** Compares the checksums of all records where the file has `most` bytes at most. */
  verify(most: number): Promise<{ readonly damaged?: string; readonly isVerified: boolean }>;
}

/** How a zip says that a record is not packed. */
const STORED = 0;

/** More records than any model has tensors on one rank. */
const MOST_RECORDS = 100_000;

/** Torch takes a file for a zip by its first bytes (torch/serialization.py:_is_zipfile). */
export function isZip(start: Uint8Array): boolean {
  return ZIP_START.every((byte, index) => start[index] === byte);
}

const ZIP_START = [0x50, 0x4b, 0x03, 0x04];

/** Steps of a pickle that take as long as a record. */
const STEPS_OF_A_RECORD = 60;

/** Reads the zip's directory. Throws for a zip that is cut, TooLarge where nothing is left of the effort. */
export async function openTorchZip(file: ByteFile, effort: Effort): Promise<TorchZip> {
  const { records, pickle } = await directoryOf(file, effort);
  if (pickle === undefined) throw new Unreadable("no data.pkl in the zip");
  return {
    name: pickle.filename.slice(0, -"/data.pkl".length),
    async pickle(longest) {
      if (pickle.compressionMethod !== STORED)
        throw new TooLarge("its pickle is packed, and torch packs none");
      if (pickle.uncompressedSize > longest) throw new TooLarge(`its pickle has more than ${longest} bytes`);
      if (pickle.compressedSize !== pickle.uncompressedSize)
        throw new Unreadable("its pickle has two sizes, though nothing is packed");
      if (pickle.encrypted) throw new Unreadable("its pickle is encrypted");
      return storedIn(new FileReader(file, effort), pickle);
    },
    verify: (most) => verify(file, records, most),
  };
}

/** The bytes of a record that is not packed: zip.js would take a millisecond for each. */
async function storedIn(
  reader: FileReader,
  { offset, uncompressedSize }: Pick<FileEntry, "offset" | "uncompressedSize">,
): Promise<Uint8Array> {
  const header = await reader.readUint8Array(offset, HEADER);
  if (!isZip(header)) throw new Unreadable("its pickle has no header");
  const bytes = await reader.readUint8Array(offset + sizeOfHeader(header, 0), uncompressedSize);
  if (bytes.length < uncompressedSize) throw new Unreadable("its pickle is cut");
  return bytes;
}

/** Of what zip.js tells of a record only this is kept: the rest takes 15,000 bytes for each. */
type ZipRecord = Pick<FileEntry, "filename" | "offset" | "uncompressedSize"> & {
  readonly crc32: number | undefined;
};

async function directoryOf(file: ByteFile, effort: Effort) {
  const reader = new ZipReader(new FileReader(file, effort), { useWebWorkers: false });
  const records: ZipRecord[] = [];
  let pickle: FileEntry | undefined;
  for await (const record of reader.getEntriesGenerator()) {
    spend(effort, STEPS_OF_A_RECORD);
    if (record.directory) continue;
    if (/^[^/]+\/data\.pkl$/.test(record.filename)) pickle ??= record;
    const { filename, offset, uncompressedSize, crc32 } = record;
    if (records.push({ filename, offset, uncompressedSize, crc32 }) > MOST_RECORDS)
      throw new TooLarge(`more than ${MOST_RECORDS} records`);
  }
  return { records, pickle };
}

/** Reads the whole file at once, since every other way takes milliseconds a record. */
async function verify(
  file: ByteFile,
  records: readonly ZipRecord[],
  most: number,
): ReturnType<TorchZip["verify"]> {
  // Records that lie over each other are nobody's, and would be summed one by one.
  const sum = records.reduce((bytes, { uncompressedSize }) => bytes + uncompressedSize, 0);
  if (file.size > most || sum > file.size) return { isVerified: false };
  const bytes = await file.read(0, file.size);
  const damaged = records.find((record) => crc32(dataOf(bytes, record)) !== record.crc32);
  return { isVerified: true, ...(damaged && { damaged: damaged.filename }) };
}

/** `torch.save` compresses nothing: a record's bytes come after its header. */
function dataOf(bytes: Uint8Array, { offset, uncompressedSize }: ZipRecord): Uint8Array {
  const start = offset + sizeOfHeader(bytes, offset);
  return bytes.subarray(start, start + uncompressedSize);
}

/** Bytes before the name of a record and its padding. */
const HEADER = 30;

function sizeOfHeader(bytes: Uint8Array, offset: number): number {
  return HEADER + uint16(bytes, offset + 26) + uint16(bytes, offset + 28);
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
}

function spend(effort: Effort, steps: number): void {
  effort.left -= steps;
  if (effort.left < 0) throw new TooLarge("more than any checkpoint has");
}

/** What zip.js reads from: its directory, and the pickle. */
class FileReader extends Reader<ByteFile> {
  constructor(
    private readonly file: ByteFile,
    private readonly effort: Effort,
  ) {
    super(file);
    this.size = file.size;
  }

  override async readUint8Array(start: number, length: number): Promise<Uint8Array> {
    countBytes(this.effort, length);
    spend(this.effort, 0);
    return this.file.read(start, length);
  }
}
