import type { Disk, Found } from "../bytes/disk";

/** A disk that remembers what it was asked, to tell later whether the answers would be the same. */
export class WatchedDisk implements Disk {
  private readonly found = new Map<string, Found | null | undefined>();
  private readonly listed = new Map<string, Promise<readonly string[] | undefined>>();

  constructor(private readonly disk: Disk) {}

  async find(uri: string): Promise<Found | null | undefined> {
    const found = await this.disk.find(uri);
    this.found.set(uri, found);
    return found;
  }

  /** A folder is listed once, however many of its files are asked for. */
  names(folder: string): Promise<readonly string[] | undefined> {
    const names = this.listed.get(folder) ?? this.disk.names(folder);
    this.listed.set(folder, names);
    return names;
  }

  read(uri: string, start: number, length: number): Promise<Uint8Array> {
    return this.disk.read(uri, start, length);
  }

  /** Whether files have the sizes and times, and folders the names, that they had. */
  async isUnchanged(): Promise<boolean> {
    for (const [uri, before] of this.found) {
      const now = await this.disk.find(uri);
      if (now?.kind !== before?.kind || (now === null) !== (before === null)) return false;
      if (before?.kind === "file" && (now?.size !== before.size || now.modified !== before.modified))
        return false;
    }
    for (const [folder, listed] of this.listed) {
      const [now = [], before = []] = [await this.disk.names(folder), await listed];
      if (String([...now].sort()) !== String([...before].sort())) return false;
    }
    return true;
  }
}
