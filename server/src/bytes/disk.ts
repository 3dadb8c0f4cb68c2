/** What lies at a place when links are followed. */
export interface Found {
  readonly kind: "file" | "folder";
  /** In bytes. */
  readonly size: number;
  /** When it was last changed in any way, in milliseconds. */
  readonly modified: number;
  /** The same for all names of one file, where the disk tells. */
  readonly identity?: string;
}

/** Whether a place holds what it held, as far as a disk tells: a link may lead to another of the same time and size. */
export function isAsBefore(before: Found, now: Found | null | undefined): boolean {
  const isSame = now?.kind === before.kind && now.identity === before.identity;
  return isSame && now.size === before.size && now.modified === before.modified;
}

/** The disk refuses to give what it has: nothing is known of a file then, and it is no fault of the file. */
export class DiskError extends Error {}

/** A disk that can be read at any place: the machine's own, or a test's. Places are URIs. */
export interface Disk {
  /** Null where nothing lies, undefined where that cannot be told. */
  find(uri: string): Promise<Found | null | undefined>;
  /** The names in a folder, those of links too; undefined where they cannot be read. */
  names(folder: string): Promise<readonly string[] | undefined>;
  /** Bytes of a file, fewer where it ends before. Throws a DiskError where they cannot be read. */
  read(uri: string, start: number, length: number): Promise<Uint8Array>;
}
