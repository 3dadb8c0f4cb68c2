import type { Disk } from "./disk";

/** Names that are remembered. */
const MOST_NAMES = 100_000;

/** A disk of which each name is looked at once, whoever asks for it, and none in a folder that is known to be absent. */
export function foundOnce(disk: Disk, most = MOST_NAMES): Disk {
  const known = new Map<string, ReturnType<Disk["find"]>>();
  async function look(uri: string) {
    const folder = await known.get(uri.slice(0, uri.lastIndexOf("/")));
    return folder === null ? null : disk.find(uri);
  }
  return {
    find(uri) {
      const found = known.get(uri) ?? look(uri);
      if (known.size >= most) known.clear();
      known.set(uri, found);
      return found;
    },
    names: (folder) => disk.names(folder),
    read: (...place) => disk.read(...place),
  };
}
