import { type Disk, DiskError } from "../../server/src/bytes/disk";

/** A disk in memory: files by their paths below `/`, of bytes or of something that gives them. */
export class MemoryDisk implements Disk {
  readonly files = new Map<string, Uint8Array>();
  /** What was read, for tests of how much. */
  bytesRead = 0;

  async find(uri: string) {
    const path = pathOf(uri);
    const bytes = this.files.get(path);
    if (bytes !== undefined) return { kind: "file" as const, size: bytes.length, modified: 0 };
    return this.isFolder(path) ? { kind: "folder" as const, size: 0, modified: 0 } : null;
  }

  async names(folder: string) {
    const path = pathOf(folder);
    if (!this.isFolder(path)) return undefined;
    const below = [...this.files.keys(), ...this.folders].filter((name) => name.startsWith(`${path}/`));
    return [...new Set(below.map((name) => name.slice(path.length + 1).split("/")[0] ?? ""))].filter(Boolean);
  }

  async read(uri: string, start: number, length: number) {
    const bytes = this.files.get(pathOf(uri));
    if (bytes === undefined) throw new DiskError(uri);
    this.bytesRead += length;
    return bytes.slice(start, start + length);
  }

  /** Folders that hold nothing. */
  readonly folders = new Set<string>();

  private isFolder(path: string): boolean {
    if (path === "" || this.folders.has(path)) return true;
    return [...this.files.keys(), ...this.folders].some((name) => name.startsWith(`${path}/`));
  }
}

export function pathOf(uri: string): string {
  return decodeURIComponent(uri.replace(/^file:\/\//, "")).replace(/\/+$/, "");
}
