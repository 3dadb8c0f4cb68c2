import { type FileHandle, open } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { LogReader, type LogRecord } from "../logs/readLog";
import { STDIN_NAME } from "./configText";
import { CommandError, type Io } from "./io";

/** Read at once, into the same memory each time: a log may be larger than the machine's. */
const CHUNK = 1 << 20;

/** Reads a log of any size, also a gzipped one; `-` is standard input. Throws a CommandError for one it cannot read. */
export async function readLog(name: string, io: Io): Promise<LogRecord> {
  const reader = new LogReader(name);
  try {
    if (name === STDIN_NAME) await feed(reader, io.stdin);
    else await readFile(reader, resolve(io.cwd, name));
  } catch (error) {
    throw new CommandError(`cannot read ${name}: ${reasonOf(error)}`);
  }
  return reader.end();
}

async function readFile(reader: LogReader, path: string): Promise<void> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    const first = await read(file, buffer);
    if (!isGzip(first)) return await readOn(reader, file, buffer, first);
    await feed(
      reader,
      Readable.from(withFirst(first, file.createReadStream({ autoClose: false, highWaterMark: CHUNK }))),
    );
  } finally {
    await file.close();
  }
}

async function readOn(reader: LogReader, file: FileHandle, buffer: Buffer, first: Buffer): Promise<void> {
  for (let chunk = first; chunk.length > 0; chunk = await read(file, buffer)) reader.push(chunk);
}

async function read(file: FileHandle, buffer: Buffer): Promise<Buffer> {
  const { bytesRead } = await file.read(buffer, 0, buffer.length);
  return buffer.subarray(0, bytesRead);
}

/** A stream that may be gzipped, as its first bytes tell. */
async function feed(reader: LogReader, stream: Readable): Promise<void> {
  const chunks = stream[Symbol.asyncIterator]();
  const { value, done } = await chunks.next();
  if (done) return;
  const all = Readable.from(withFirst(Buffer.from(value), { [Symbol.asyncIterator]: () => chunks }));
  for await (const chunk of isGzip(Buffer.from(value)) ? unzipped(all) : all) reader.push(Buffer.from(chunk));
}

function unzipped(stream: Readable): Readable {
  const gunzip = createGunzip();
  stream.on("error", (error) => gunzip.destroy(error));
  return stream.pipe(gunzip);
}

async function* withFirst(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ENOENT") return "no such file";
  return "code" in error && error.code === "EISDIR" ? "it is a folder" : error.message;
}
