import type { FileSystem } from "./fileSystem";
import { type FoundLaunch, launchesIn, mayTellLaunch } from "./foundLaunches";
import { scanFolder } from "./scanFolder";

/** What the files of one workspace folder tell: launches, and where a gpt-neox lies. */
export class FolderIndex {
  private readonly byTeller = new Map<string, readonly FoundLaunch[]>();
  private readonly found = new Set<string>();

  private filled: Promise<void> | undefined;

  constructor(
    readonly folder: string,
    private readonly files: FileSystem,
  ) {}

  /** Looks through the folder, once. */
  fill(): Promise<void> {
    this.filled ??= this.search();
    return this.filled;
  }

  private async search(): Promise<void> {
    const { tellers, checkouts } = await scanFolder(this.folder, this.files);
    for (const checkout of checkouts) this.found.add(checkout);
    for (const teller of tellers) await this.readTeller(teller);
  }

  get launches(): readonly FoundLaunch[] {
    return [...this.byTeller.values()].flat();
  }

  get checkouts(): readonly string[] {
    return [...this.found];
  }

  /** After a file has come, changed or gone. */
  async update(uri: string): Promise<void> {
    const [, checkout] = /^(.*)\/megatron\/neox_arguments\/[^/]+\.py$/.exec(uri) ?? [];
    if (checkout !== undefined) await this.look(checkout);
    else if (mayTellLaunch(uri.slice(uri.lastIndexOf("/") + 1))) await this.readTeller(uri);
  }

  private async look(checkout: string): Promise<void> {
    const entries = await this.files.list(`${checkout}/megatron/neox_arguments`);
    if (entries.length > 0) this.found.add(checkout);
    else this.found.delete(checkout);
  }

  private async readTeller(uri: string): Promise<void> {
    const text = await this.files.read(uri);
    const launches = text === undefined ? [] : launchesIn(uri, text);
    if (launches.length > 0) this.byTeller.set(uri, launches);
    else this.byTeller.delete(uri);
  }
}
