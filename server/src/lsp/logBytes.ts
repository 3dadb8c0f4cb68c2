import type { LogSource } from "../../../protocol/commands";
import { inSlices } from "../base/slices";
import type { Steps } from "../base/steps";
import type { Disk } from "../bytes/disk";
import type { KeptOfLogs } from "../logs/keptOfLogs";
import { LogReader, type LogRecord } from "../logs/readLog";

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
  for await (const chunk of plain(bytesOf(uri, found.size, disk))) await inSlices(pushing(reader, chunk));
  return true;
}

async function* bytesOf(uri: string, size: number, disk: Disk): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < size; start += CHUNK) yield new Uint8Array(await disk.read(uri, start, CHUNK));
}

/** The bytes themselves, or what they are when unzipped. */
async function* plain(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done) return;
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield first.value;
    yield* chunks;
    return;
  }
  const unzipped = new DecompressionStream("gzip");
  const writing = writeAll(unzipped.writable.getWriter(), first.value, chunks);
  const reader = unzipped.readable.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  await writing;
}

async function writeAll(
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
  first: Uint8Array<ArrayBuffer>,
  rest: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  try {
    await writer.write(first);
    for await (const chunk of rest) await writer.write(chunk);
    await writer.close();
  } catch (error) {
    await writer.abort(error);
  }
}
