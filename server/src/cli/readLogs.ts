import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { KeptOfLogs } from "../logs/keptOfLogs";
import { LogReader, type LogRecord } from "../logs/readLog";
import { ENDLESS } from "./boundedLines";
import { STDIN_NAME } from "./configText";
import { CommandError, type Io } from "./io";

/** Read at once, into the same memory each time: a log may be larger than the machine's. */
const CHUNK = 1 << 20;

/**
 * Reads a log of any size, also a gzipped one; `-` is standard input. `kept`: of all logs that are read together.
 * Throws a CommandError for one it cannot read.
 */
export async function readLog(name: string, kept: KeptOfLogs, io: Io): Promise<LogRecord> {
  const reader = new EndingReader(name, kept);
  try {
    if (name === STDIN_NAME) await feed(reader, io.stdin);
    else await readFile(reader, resolve(io.cwd, name));
    return reader.end();
  } catch (error) {
    throw new CommandError(`cannot read ${name}: ${reasonOf(error)}`);
  }
}

const LF = 10;

/** Reads no line that goes on for ever, as those of some devices do. */
class EndingReader extends LogReader {
  private length = 0;

  /** @throws Error for a line without end */
  override push(chunk: Uint8Array): void {
    const last = chunk.lastIndexOf(LF);
    this.length = last < 0 ? this.length + chunk.length : chunk.length - last - 1;
    if (this.length > ENDLESS) throw new Error("one of its lines has no end");
    super.push(chunk);
  }
}

/** Waits for each piece: handing it over from another thread would take longer than reading it. */
async function readFile(reader: EndingReader, path: string): Promise<void> {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    const next = () => buffer.subarray(0, readSync(file, buffer));
    const first = next();
    if (isGzip(first))
      return await feed(
        reader,
        Readable.from(
          withFirst(first, createReadStream(path, { fd: file, autoClose: false, highWaterMark: CHUNK })),
        ),
      );
    for (let chunk = first; chunk.length > 0; chunk = next()) reader.push(chunk);
  } finally {
    closeSync(file);
  }
}

/** A stream that may be gzipped, as its first bytes tell. */
async function feed(reader: EndingReader, stream: Readable): Promise<void> {
  const chunks = stream[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  while (first.length < MAGIC_OF_GZIP.length) {
    const { value, done } = await chunks.next();
    if (done) break;
    first = Buffer.concat([first, Buffer.from(value)]);
  }
  const all = Readable.from(withFirst(first, { [Symbol.asyncIterator]: () => chunks }));
  if (isGzip(first)) await unzip(reader, all);
  else for await (const chunk of all) reader.push(Buffer.from(chunk));
}

async function unzip(reader: EndingReader, stream: Readable): Promise<void> {
  const { unpacking } = reader.kept;
  let { work } = reader;
  const gunzip = createGunzip();
  stream.on("error", (error) => gunzip.destroy(error));
  stream.on("data", (chunk: Buffer) => {
    unpacking.packed += chunk.length;
  });
  for await (const chunk of stream.pipe(gunzip)) {
    unpacking.count(chunk, reader.work - work);
    work = reader.work;
    reader.push(chunk);
  }
}

async function* withFirst(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

const MAGIC_OF_GZIP = [0x1f, 0x8b];

function isGzip(bytes: Uint8Array): boolean {
  return MAGIC_OF_GZIP.every((byte, at) => bytes[at] === byte);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ENOENT") return "no such file";
  return "code" in error && error.code === "EISDIR" ? "it is a folder" : error.message;
}
