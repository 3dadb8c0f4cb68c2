import { DiskError, type Found } from "../../server/src/bytes/disk";
import { MemoryDisk, pathOf } from "./memoryDisk";

/** A disk in memory with links, which tells what its files are. */
export class LinkedDisk extends MemoryDisk {
  /** Where links lead, by their paths below `/`. */
  readonly links = new Map<string, string>();
  /** Whether it gives no bytes. */
  isRefusing = false;

  override async find(uri: string): Promise<Found | null> {
    const path = this.#target(uri);
    const found = await super.find(path);
    return found && { ...found, identity: path };
  }

  override names(folder: string) {
    return super.names(this.#target(folder));
  }

  override async read(uri: string, start: number, length: number) {
    if (this.isRefusing) throw new DiskError(uri);
    return super.read(this.#target(uri), start, length);
  }

  #target(uri: string): string {
    let path = pathOf(uri);
    for (const [link, target] of this.links)
      if (path === link || path.startsWith(`${link}/`)) path = target + path.slice(link.length);
    return path;
  }
}
