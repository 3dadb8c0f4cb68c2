import { withinTime } from "../base/withinTime";
import type { Disk } from "../bytes/disk";
import { type LoadRequests, type Loads, NO_LOADS } from "../launch/loads";
import { WatchedDisk } from "./watchedDisk";

/** Reads what a launch loads; relative paths start at the folder. */
export type ReadLoads = (disk: Disk, folder: string, requests: LoadRequests) => Promise<Loads>;

/** Where loads are read from, and how; beside a workspace that is on no disk there is nothing. */
export interface LoadSource {
  readonly disk: Disk;
  readonly read: ReadLoads;
}

/** In milliseconds: a check waits no longer for a disk, and is made again once it has answered. */
const LONGEST_WAIT = 100;

/** Launches of which what they load is kept. */
const MOST_KEPT = 50;

interface Kept {
  readonly disk: WatchedDisk;
  readonly loads: Promise<Loads>;
  /** What is known of it now; undefined while it is first read. */
  known: Loads | undefined;
  mayHaveChanged: boolean;
}

/** What launches load, read once until a size, a time or a name changes. What stayed is the same object. */
export class LaunchLoads {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly source: LoadSource | undefined,
    /** A disk was slow, and has answered. */
    private readonly tell: () => void,
  ) {}

  async of(folder: string | undefined, requests: LoadRequests): Promise<Loads> {
    if (this.source === undefined || folder === undefined || isNothing(requests)) return NO_LOADS;
    const key = JSON.stringify([folder, requests]);
    const kept = this.kept.get(key);
    if (kept === undefined || kept.known === undefined)
      return this.quickly((kept ?? this.read(this.source, key, folder, requests)).loads, NO_LOADS);
    if (!kept.mayHaveChanged) return kept.known;
    kept.mayHaveChanged = false;
    return this.quickly(this.readAgain(this.source, kept, key, folder, requests), kept.known);
  }

  /** Files may be others now. */
  lookAgain(): void {
    for (const kept of this.kept.values()) kept.mayHaveChanged = true;
  }

  private async readAgain(
    source: LoadSource,
    kept: Kept,
    key: string,
    folder: string,
    requests: LoadRequests,
  ): Promise<Loads> {
    if (await kept.disk.isUnchanged()) return kept.loads;
    return this.read(source, key, folder, requests, kept.known).loads;
  }

  private read(source: LoadSource, key: string, folder: string, requests: LoadRequests, known?: Loads): Kept {
    const disk = new WatchedDisk(source.disk);
    const loads = source.read(disk, folder, requests).catch(() => NO_LOADS);
    const kept: Kept = { disk, loads, known, mayHaveChanged: false };
    this.kept.delete(key);
    this.kept.set(key, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    void loads.then((found) => {
      kept.known = found;
    });
    return kept;
  }

  /** What comes in time; else what is known, and a word when the rest has come. */
  private async quickly(loads: Promise<Loads>, meanwhile: Loads): Promise<Loads> {
    const found = await withinTime(loads, LONGEST_WAIT);
    if (found !== undefined) return found;
    void loads.then((late) => {
      if (late !== meanwhile) this.tell();
    });
    return meanwhile;
  }
}

function isNothing({ checkpoint, tokenizer, models, prompts, ...lists }: LoadRequests): boolean {
  const hasNames = [lists.datasets, lists.folders, lists.parents].some((names) => names.length > 0);
  return [checkpoint, tokenizer, models, prompts].every((it) => it === undefined) && !hasNames;
}
