/** What lies at a place when links are followed. */
export interface Found {
  readonly kind: "file" | "folder";
  /** In bytes. */
  readonly size: number;
  /** When it was last changed, in milliseconds. */
  readonly modified: number;
  /** The same for all names of one file, where the disk tells. */
  readonly identity?: string;
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
