import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** Opens to read, and does not wait where it is a pipe; Windows has none among its files, and no such flag. */
export const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The text of a regular file of at most `most` bytes; undefined for anything else, or what is absent. What is longer
 * than the system says, as files of `/proc` are, is found by reading. A pipe is not waited for.
 */
export function readRegularFile(path: string, most: number): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, READ);
    const found = fstatSync(file);
    return found.isFile() && found.size <= most ? readUpTo(file, found.size, most) : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A file of size 0 may hold more. */
function readUpTo(file: number, size: number, most: number): string | undefined {
  const chunks: Buffer[] = [];
  let length = 0;
  for (let room = size + 1; ; room = 65_536) {
    const buffer = Buffer.alloc(room);
    const count = readSync(file, buffer, 0, room, null);
    if (count === 0) return Buffer.concat(chunks).toString("utf8");
    chunks.push(buffer.subarray(0, count));
    length += count;
    if (length > most) return undefined;
  }
}
