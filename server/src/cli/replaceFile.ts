import { randomUUID } from "node:crypto";
import {
  chownSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** Why a file was not replaced, for whoever reads its name before; the file is as it was. */
export class NotReplaced extends Error {}

/** A text, or the bytes of a file that may be none. */
type Content = string | Uint8Array;

/**
 * Makes a file that holds `before` hold `after`, so that a reader sees one or the other, whatever fails or ends the
 * process. `path` leads through no link. Throws a NotReplaced, and what the system says; then the file is as it was.
 */
export function replaceFile(path: string, before: Content, after: string): void {
  const found = statSync(path);
  if (!found.isFile()) throw new NotReplaced("it is no regular file");
  // A rename needs no leave of the file itself.
  closeSync(openSync(path, "r+"));
  if (holds(path, after)) return;
  const beside = writeBeside(path, after, found);
  try {
    if (!holds(path, before)) throw new NotReplaced("it has changed since it was read");
    if (!keepsOwner(beside, found) || found.nlink > 1 || !renamed(beside, path))
      replaceInPlace(path, before, after, found);
  } finally {
    rmSync(beside, { force: true });
  }
}

function holds(path: string, text: Content): boolean {
  return readFileSync(path).equals(Buffer.from(text));
}

/** A new file with the same mode, flushed to the disk. */
function writeBeside(path: string, text: Content, { mode }: Stats): string {
  const beside = nameBeside(path);
  createFile(beside, text, mode & 0o7777);
  return beside;
}

/** Makes a new file, flushed to the disk: the whole of it or none. Throws what the system says, also where one is there. */
export function createFile(path: string, text: Content, mode?: number): void {
  const file = openSync(path, "wx", mode === undefined ? 0o666 : 0o600);
  try {
    writeAll(file, text);
    if (mode !== undefined) fchmodSync(file, mode);
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Begins with the file's name, of which a name of 255 bytes has only room for a part. */
function nameBeside(path: string): string {
  const start = [...basename(path)].slice(0, 60).join("");
  return join(dirname(path), `${start}.${randomUUID().slice(0, 8)}.tmp`);
}

function writeAll(file: number, text: Content): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, at);
}

/** Whether the new file is of the same owner and group. */
function keepsOwner(path: string, { uid, gid, mode }: Stats): boolean {
  const now = statSync(path);
  if (now.uid === uid && now.gid === gid) return true;
  try {
    chownSync(path, uid, gid);
    // A change of the owner takes some bits away.
    return (statSync(path).mode & 0o7777) === (mode & 0o7777);
  } catch {
    return false;
  }
}

/** A file that is mounted by itself, or is held open on Windows, is not renamed over. */
function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
  } catch {
    return false;
  }
  flushFolder(dirname(to));
  return true;
}

/** So that the new name also outlives the machine; not every system flushes a folder. */
function flushFolder(path: string): void {
  try {
    const folder = openSync(path, "r");
    fsyncSync(folder);
    closeSync(folder);
  } catch {}
}

/** Where a rename would lose a hard link or an owner: after a copy that stays when the writing is broken off. */
function replaceInPlace(path: string, before: Content, after: string, found: Stats): void {
  const copy = writeBeside(path, before, found);
  const file = openSync(path, "r+");
  try {
    overwrite(file, after);
  } catch (error) {
    restore(file, before, copy);
    throw error;
  } finally {
    closeSync(file);
  }
  rmSync(copy, { force: true });
}

function overwrite(file: number, text: Content): void {
  writeAll(file, text);
  ftruncateSync(file, Buffer.byteLength(text));
  fsyncSync(file);
}

function restore(file: number, before: Content, copy: string): void {
  try {
    overwrite(file, before);
  } catch {
    throw new NotReplaced(`it was cut off while it was written, and what it held is in ${copy}`);
  }
  rmSync(copy, { force: true });
}
