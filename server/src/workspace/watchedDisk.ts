import { digestOf, NOTHING_READ, read } from "../base/digest";
import { type Disk, type Found, isAsBefore } from "../bytes/disk";

/** About the bytes that a short name takes with what is known of it. */
export const OF_A_NAME = 200;

/** A disk that remembers what it was asked, to tell later whether the answers would be the same. */
export class WatchedDisk implements Disk {
  private readonly found = new Map<string, Found | null | undefined>();
  private readonly listed = new Map<string, string | undefined>();

  constructor(private readonly disk: Disk) {}

  /** About what is held of what it was asked for. */
  get bytes(): number {
    let bytes = 0;
    for (const names of [this.found, this.listed])
      for (const name of names.keys()) bytes += OF_A_NAME + name.length;
    return bytes;
  }

  async find(uri: string): Promise<Found | null | undefined> {
    const found = await this.disk.find(uri);
    this.found.set(uri, found);
    return found;
  }

  async names(folder: string): Promise<readonly string[] | undefined> {
    const names = await this.disk.names(folder);
    this.listed.set(folder, names && digestOfNames(names));
    return names;
  }

  read(uri: string, start: number, length: number): Promise<Uint8Array> {
    return this.disk.read(uri, start, length);
  }

  /** Whether files and folders are the same, files with the sizes and times, folders with the names that they had. */
  async isUnchanged(): Promise<boolean> {
    for (const [uri, before] of this.found) {
      const now = await this.disk.find(uri);
      if (now?.kind !== before?.kind || (now === null) !== (before === null)) return false;
      // Of a folder that others lead to as well only one listing is kept.
      if (now?.identity !== before?.identity) return false;
      if (before?.kind === "file" && !isAsBefore(before, now)) return false;
    }
    for (const [folder, before] of this.listed) {
      const now = await this.disk.names(folder);
      if ((now && digestOfNames(now)) !== before) return false;
    }
    return true;
  }
}

/** Of the names of a folder, in the order in which the disk tells them. */
function digestOfNames(names: readonly string[]): string {
  const known = DIGESTS.get(names);
  if (known !== undefined) return known;
  let all = NOTHING_READ;
  for (const name of names) all = read("/", read(name, all));
  const digest = `${names.length} ${digestOf(all)}`;
  DIGESTS.set(names, digest);
  return digest;
}

const DIGESTS = new WeakMap<readonly string[], string>();
