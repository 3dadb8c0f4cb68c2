import type { LogSource } from "../../../protocol/commands";
import { inSlices } from "../base/slices";
import type { Steps } from "../base/steps";
import type { Disk } from "../bytes/disk";
import type { KeptOfLogs } from "../logs/keptOfLogs";
import { LogReader, type LogRecord } from "../logs/readLog";
import type { Unpacking } from "../logs/unpacking";

const CHUNK = 1 << 20;
/** Bytes of a text that are read in one step. */
const STEP = 1 << 16;

/**
 * Reads a log of any size from its text or the disk; undefined where it cannot be read. `kept`: of all logs that are read
 * together.
 */
export async function recordOf(
  source: LogSource,
  kept: KeptOfLogs,
  disk: Disk | undefined,
): Promise<LogRecord | undefined> {
  const reader = new LogReader(source.name, kept);
  try {
    if ("text" in source) await inSlices(pushing(reader, new TextEncoder().encode(source.text)));
    else if (disk === undefined || !(await readFile(reader, source.uri, disk))) return undefined;
    return reader.end();
  } catch {
    // The disk refuses, or what is packed is cut short, or packed by something else.
    return undefined;
  }
}

function* pushing(reader: LogReader, bytes: Uint8Array): Steps<void> {
  for (let start = 0; start < bytes.length; start += STEP) {
    reader.push(bytes.subarray(start, start + STEP));
    yield;
  }
}

async function readFile(reader: LogReader, uri: string, disk: Disk): Promise<boolean> {
  const found = await disk.find(uri);
  if (found?.kind !== "file") return false;
  for await (const chunk of plain(bytesOf(uri, found.size, disk), reader))
    await inSlices(pushing(reader, chunk));
  return true;
}

async function* bytesOf(uri: string, size: number, disk: Disk): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < size; start += CHUNK) yield new Uint8Array(await disk.read(uri, start, CHUNK));
}

/** The bytes themselves, or what they are when unzipped, for a reader that has read all before. */
async function* plain(
  chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  reader: LogReader,
): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done) return;
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield first.value;
    yield* chunks;
    return;
  }
  const unzipped = new DecompressionStream("gzip");
  const { unpacking } = reader.kept;
  let { work } = reader;
  const writing = writeAll(unzipped.writable.getWriter(), counted(first.value, chunks, unpacking));
  const plainBytes = unzipped.readable.getReader();
  for (let read = await plainBytes.read(); !read.done; read = await plainBytes.read()) {
    unpacking.count(read.value, reader.work - work);
    work = reader.work;
    yield read.value;
  }
  await writing;
}

async function* counted(
  first: Uint8Array<ArrayBuffer>,
  rest: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  unpacking: Unpacking,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  unpacking.packed += first.length;
  yield first;
  for await (const chunk of rest) {
    unpacking.packed += chunk.length;
    yield chunk;
  }
}

async function writeAll(
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
  chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  try {
    for await (const chunk of chunks) await writer.write(chunk);
    await writer.close();
  } catch (error) {
    await writer.abort(error);
  }
}
