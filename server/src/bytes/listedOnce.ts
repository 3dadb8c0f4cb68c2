import type { Disk } from "./disk";

/** Names in folders that are remembered, all together. */
const MOST_NAMES = 1_000_000;

/**
 * A disk of which a folder is listed once, whoever asks for it and whatever links lead to it: a large one takes milliseconds
 * each time.
 */
export function listedOnce(disk: Disk, most = MOST_NAMES): Disk {
  const listed = new Map<string, ReturnType<Disk["names"]>>();
  /** What the folders are, by the names that lead to them; undefined of those that are absent. */
  const identities = new Map<string, Promise<string | undefined>>();
  let count = 0;
  async function identify(folder: string) {
    const found = await disk.find(folder);
    return found === null ? undefined : (found?.identity ?? folder);
  }
  async function list(folder: string) {
    const names = await disk.names(folder);
    count += names?.length ?? 0;
    if (count <= most) return names;
    listed.clear();
    identities.clear();
    count = 0;
    return names;
  }
  return {
    find: (uri) => disk.find(uri),
    read: (...place) => disk.read(...place),
    async names(folder) {
      const asked = identities.get(folder) ?? identify(folder);
      identities.set(folder, asked);
      const known = await asked;
      if (known === undefined) return undefined;
      const names = listed.get(known) ?? list(folder);
      listed.set(known, names);
      return names;
    },
  };
}
