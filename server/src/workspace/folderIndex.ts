import { inSlices } from "../base/slices";
import { readingYaml } from "../yaml/read";
import type { FileSystem } from "./fileSystem";
import { type FoundLaunch, lookingForLaunches, mayTellLaunch } from "./foundLaunches";
import { isSearched, scanFolder } from "./scanFolder";
import { foldersUpTo, shownPath } from "./uris";

/** Launches of all scripts and comments of a folder, and the files of them all: each config looks through them. */
const MOST_LAUNCHES = 1000;
const MOST_FILES = 10_000;

/** What the files of one workspace folder tell on its disk: launches, and where a gpt-neox lies. */
export class FolderIndex {
  private readonly byTeller = new Map<string, readonly FoundLaunch[]>();
  /** Of what is being read the reading that began last: an earlier one may take longer, and tells nothing then. */
  private readonly newest = new Map<string, symbol>();
  private readonly found = new Set<string>();
  private readonly searched = new Set<string>();
  private filled: Promise<void> | undefined;

  constructor(
    readonly folder: string,
    /** As they are on the disk: what open texts tell counts elsewhere. */
    private readonly files: Pick<FileSystem, "read" | "list">,
  ) {}

  /** Looks through the folder, once. */
  fill(): Promise<void> {
    this.filled ??= this.search(this.folder);
    return this.filled;
  }

  /** Finds what came with folders that nobody told of; whether there was anything. */
  async searchAround(folder: string): Promise<boolean> {
    await this.fill();
    const before = this.count;
    const folders = foldersUpTo(this.folder, folder);
    const fresh = folders.findLast((each) => !this.searched.has(each));
    const isNew = fresh !== undefined && shownPath(folder, this.folder).split("/").every(isSearched);
    if (isNew) await this.search(fresh);
    for (const each of folders) await this.look(each);
    return this.count !== before;
  }

  private get count(): number {
    return this.launches.length + this.found.size;
  }

  private async search(top: string): Promise<void> {
    const { tellers, checkouts, folders } = await scanFolder(top, this.files);
    for (const folder of folders) this.searched.add(folder);
    for (const checkout of checkouts) await this.look(checkout);
    for (const teller of tellers) await this.readTeller(teller);
  }

  get launches(): readonly FoundLaunch[] {
    const launches: FoundLaunch[] = [];
    let files = 0;
    for (const launch of [...this.byTeller.values()].flat()) {
      files += launch.paths.length;
      if (launches.length === MOST_LAUNCHES || files > MOST_FILES) break;
      launches.push(launch);
    }
    return launches;
  }

  get checkouts(): readonly string[] {
    return [...this.found];
  }

  /** After a file has come, changed or gone. */
  async update(uri: string): Promise<void> {
    // Who begins anew does not come there.
    if (!shownPath(uri, this.folder).split("/").slice(0, -1).every(isSearched)) return;
    const [, checkout] = /^(.*)\/megatron\/neox_arguments\/[^/]+\.py$/.exec(uri) ?? [];
    if (checkout !== undefined) await this.look(checkout);
    else if (mayTellLaunch(uri.slice(uri.lastIndexOf("/") + 1))) await this.readTeller(uri);
  }

  private async look(checkout: string): Promise<void> {
    await this.inOrder(checkout, this.files.list(`${checkout}/megatron/neox_arguments`), ({ length }) => {
      if (length > 0) this.found.add(checkout);
      else this.found.delete(checkout);
    });
  }

  private toldBy(uri: string, text: string): Promise<readonly FoundLaunch[]> {
    const launches = inSlices(lookingForLaunches(uri, { text, reading: () => readingYaml(text) }));
    // A text that cannot be read silences itself only.
    return launches.catch(() => []);
  }

  private async readTeller(uri: string): Promise<void> {
    await this.inOrder(uri, this.tellsOnDisk(uri), (launches) => {
      if (launches.length > 0) this.byTeller.set(uri, launches);
      else this.byTeller.delete(uri);
    });
  }

  private async tellsOnDisk(uri: string): Promise<readonly FoundLaunch[]> {
    const text = await this.files.read(uri);
    return text === undefined ? [] : this.toldBy(uri, text);
  }

  /** Keeps what a reading that begins now has found, unless another of the same has begun since. */
  private async inOrder<Found>(
    uri: string,
    reading: Promise<Found>,
    keep: (found: Found) => void,
  ): Promise<void> {
    const own = Symbol("reading");
    this.newest.set(uri, own);
    const found = await reading;
    if (this.newest.get(uri) !== own) return;
    this.newest.delete(uri);
    keep(found);
  }
}
