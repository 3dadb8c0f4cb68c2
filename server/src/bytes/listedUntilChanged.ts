import { type Disk, type Found, isAsBefore } from "./disk";

/** Names of a folder that it is quick to list anew, and of all that are kept together. */
const FEW_NAMES = 1000;
const MOST_NAMES = 1_000_000;

/** In milliseconds: what is listed so soon after a change may lack another of the same time. */
const COARSEST_TIME = 3000;

interface Listing {
  readonly names: readonly string[];
  /** The folder before it was listed. */
  readonly folder: Found;
}

/**
 * A disk of which a large folder is listed again only after a name came or went, which the folder's own time tells, or
 * where it is another folder: a hundred thousand names take a tenth of a second each time, and megabytes with each who
 * keeps them. Small folders are always listed, for some file systems of a network have no such time.
 */
export function listedUntilChanged(disk: Disk, now: () => number = Date.now): Disk {
  const listings = new Map<string, Listing>();
  let count = 0;

  function forget(folder: string): void {
    count -= listings.get(folder)?.names.length ?? 0;
    listings.delete(folder);
  }

  function keep(folder: string, listing: Listing): void {
    forget(folder);
    listings.set(folder, listing);
    count += listing.names.length;
    for (const oldest of listings.keys()) if (count > MOST_NAMES) forget(oldest);
  }

  async function list(folder: string): Promise<readonly string[] | undefined> {
    const found = await disk.find(folder);
    const own = found?.identity ?? folder;
    const known = listings.get(own);
    if (known !== undefined && isAsBefore(known.folder, found)) return known.names;
    const names = await disk.names(folder);
    if (names !== undefined && names.length > FEW_NAMES && isSettled(found))
      keep(own, { names, folder: found });
    return names;
  }

  const isSettled = (found: Found | null | undefined): found is Found =>
    found?.kind === "folder" && found.modified < now() - COARSEST_TIME;

  return {
    find: (uri) => disk.find(uri),
    read: (...place) => disk.read(...place),
    names: list,
  };
}
