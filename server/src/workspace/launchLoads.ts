import { keepNewest } from "../base/keepNewest";
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

/** Parts of what launches load that are kept: a launch has five at most. */
const MOST_KEPT = 50;

/** Launches of which the parts are kept together. */
const MOST_JOINED = 10;

/** What was read of a part, and what was asked of the disk for it. */
interface Reading {
  readonly disk: WatchedDisk;
  readonly loads: Loads;
}

interface Kept {
  /** Shared by all who ask until files may be others: an answer of before is none for those who ask after. */
  readonly reading: Promise<Reading>;
  /** What was known before, until it is read. */
  known: Loads;
  mayHaveChanged: boolean;
}

interface Joined {
  readonly parts: readonly Loads[];
  readonly loads: Loads;
}

/** What launches load, read once until a size, a time or a name changes. What stayed is the same object. */
export class LaunchLoads {
  private readonly kept = new Map<string, Kept>();
  private readonly joined = new Map<string, Joined>();

  constructor(
    private readonly source: LoadSource | undefined,
    /** A disk was slow, and has answered. */
    private readonly tell: () => void,
  ) {}

  async of(folder: string | undefined, requests: LoadRequests): Promise<Loads> {
    if (this.source === undefined || folder === undefined || isNothing(requests)) return NO_LOADS;
    const { source } = this;
    const parts = await Promise.all(partsOf(requests).map((part) => this.part(source, folder, part)));
    return this.join(JSON.stringify([folder, requests]), parts);
  }

  private part(source: LoadSource, folder: string, requests: LoadRequests): Promise<Loads> {
    const key = JSON.stringify([folder, requests]);
    const before = this.kept.get(key);
    if (before !== undefined && !before.mayHaveChanged) return this.quickly(before);
    const read = () => readPart(source, folder, requests);
    const kept: Kept = {
      reading: before === undefined ? read() : readAgain(before.reading, read),
      known: before?.known ?? NO_LOADS,
      mayHaveChanged: false,
    };
    void kept.reading.then(({ loads }) => {
      kept.known = loads;
    });
    keepNewest(this.kept, key, kept, MOST_KEPT);
    return this.quickly(kept);
  }

  /** The parts of a launch as one, the same object while all of them are. */
  private join(key: string, parts: readonly Loads[]): Loads {
    const before = this.joined.get(key);
    const isSame =
      before?.parts.length === parts.length && parts.every((part, at) => part === before.parts[at]);
    const joined = isSame ? before : { parts, loads: joinedOf(parts) };
    keepNewest(this.joined, key, joined, MOST_JOINED);
    return joined.loads;
  }

  /** Files may be others now. */
  lookAgain(): void {
    for (const kept of this.kept.values()) kept.mayHaveChanged = true;
  }

  /** What comes in time; else what is known, and a word when the rest has come. */
  private async quickly(kept: Kept): Promise<Loads> {
    const found = await withinTime(kept.reading, LONGEST_WAIT);
    if (found !== undefined) return found.loads;
    const meanwhile = kept.known;
    void kept.reading.then(({ loads }) => {
      if (loads !== meanwhile) this.tell();
    });
    return meanwhile;
  }
}

async function readPart(source: LoadSource, folder: string, requests: LoadRequests): Promise<Reading> {
  const disk = new WatchedDisk(source.disk);
  const loads = await source.read(disk, folder, requests).catch(() => NO_LOADS);
  return { disk, loads };
}

async function readAgain(before: Promise<Reading>, read: () => Promise<Reading>): Promise<Reading> {
  const known = await before;
  const isUnchanged = await known.disk.isUnchanged().catch(() => false);
  return isUnchanged ? known : read();
}

const NOTHING: LoadRequests = { datasets: [], folders: [], parents: [] };

/** What is asked for apart, so that what is typed in one path lets nothing else be read again. */
export function partsOf(requests: LoadRequests): readonly LoadRequests[] {
  return allParts(requests).filter((part) => !isNothing(part));
}

function allParts({
  checkpoint,
  tokenizer,
  models,
  datasets,
  ...others
}: LoadRequests): readonly LoadRequests[] {
  return [
    { ...NOTHING, ...(checkpoint && { checkpoint }) },
    { ...NOTHING, ...(tokenizer && { tokenizer }) },
    { ...NOTHING, ...(models && { models }) },
    { ...NOTHING, datasets },
    { ...others, datasets: [] },
  ];
}

export function joinedOf(parts: readonly Loads[]): Loads {
  const datasets = parts.find((part) => part.datasets.size > 0)?.datasets ?? NO_LOADS.datasets;
  return { ...Object.assign({}, ...parts), datasets };
}

function isNothing({ checkpoint, tokenizer, models, prompts, ...lists }: LoadRequests): boolean {
  const hasNames = [lists.datasets, lists.folders, lists.parents].some((names) => names.length > 0);
  return [checkpoint, tokenizer, models, prompts].every((it) => it === undefined) && !hasNames;
}
