import { LogReader, type LogRecord } from "../../server/src/logs/readLog";

/** A log read from a text or bytes, in pieces of this size. */
export function recordOf(log: string | Uint8Array, name = "run.log", piece = 1 << 16): LogRecord {
  const bytes = typeof log === "string" ? new TextEncoder().encode(log) : log;
  const reader = new LogReader(name);
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  return reader.end();
}
