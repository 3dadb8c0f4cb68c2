import type { Disk } from "./disk";

/** Names that are remembered. */
const MOST_NAMES = 100_000;

/** A disk of which each name is looked at once, whoever asks for it. */
export function foundOnce(disk: Disk, most = MOST_NAMES): Disk {
  const known = new Map<string, ReturnType<Disk["find"]>>();
  return {
    find(uri) {
      const found = known.get(uri) ?? disk.find(uri);
      if (known.size >= most) known.clear();
      known.set(uri, found);
      return found;
    },
    names: (folder) => disk.names(folder),
    read: (...place) => disk.read(...place),
  };
}
