import { type Disk, DiskError } from "./disk";

/** A file whose bytes are read where they are needed, never as a whole. */
export interface ByteFile {
  /** In bytes. */
  readonly size: number;
  /** Bytes from `start` on, fewer where the file ends before. Throws where they cannot be read or may not be. */
  read(start: number, length: number): Promise<Uint8Array>;
}

/** A file has more than is read, as only a broken or a hostile one does: that tells nothing of what Python makes of it. */
export class TooLarge extends Error {}

/** Whether an error says nothing of what is in the file. */
export function isUntold(error: unknown): boolean {
  return error instanceof TooLarge || error instanceof DiskError;
}

/** A file of a disk of which no more than `most` bytes are read, all reads together. */
export function limitedFile(disk: Disk, uri: string, size: number, most: number): ByteFile {
  return limited({ size, read: (start, length) => disk.read(uri, start, length) }, most);
}

/** The same file, of which no more than `most` bytes are read, all reads together. */
export function limited({ size, read }: ByteFile, most: number): ByteFile {
  let left = most;
  return {
    size,
    async read(start, length) {
      const wanted = Math.max(0, Math.min(length, size - start));
      left -= wanted;
      if (left < 0) throw new TooLarge(`more than ${most} bytes`);
      const bytes = wanted === 0 ? new Uint8Array() : await read(start, wanted);
      if (bytes.length < wanted) throw new DiskError("it has become shorter");
      return bytes;
    },
  };
}

/** Bytes that are in memory already. */
export function bytesFile(bytes: Uint8Array): ByteFile {
  return { size: bytes.length, read: async (start, length) => bytes.subarray(start, start + length) };
}
