import { keepNewest } from "../base/keepNewest";
import type { Disk } from "../bytes/disk";
import { namesIn } from "../checkpoints/checkpointFile";
import { type LoadRequests, type Loads, NO_LOADS } from "../launch/loads";
import { OF_A_NAME, WatchedDisk } from "./watchedDisk";

/** Reads what a launch loads; relative paths start at the folder. */
export type ReadLoads = (disk: Disk, folder: string, requests: LoadRequests) => Promise<Loads>;

/** Where loads are read from, and how; beside a workspace that is on no disk there is nothing. */
export interface LoadSource {
  readonly disk: Disk;
  readonly read: ReadLoads;
}

/** Parts of what launches load that are kept: a launch has five at most, and an editor may have a hundred open. */
const MOST_KEPT = 500;

/** Bytes that they hold, all together, about three times what one may. */
const MOST_BYTES = 60_000_000;

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
  /** In bytes, once it is read. */
  size: number;
  mayHaveChanged: boolean;
}

/** What is there of a part of what a launch loads. */
export interface KeptPart {
  /** The same for all who ask for it. */
  readonly key: string;
  readonly loads: Promise<Loads>;
  /** What was known before. */
  readonly known: Loads;
}

/** Parts of what launches load, read once until a size, a time or a name changes. What stayed is the same object. */
export class KeptParts {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly source: LoadSource) {}

  of(folder: string, requests: LoadRequests): KeptPart {
    const key = JSON.stringify([folder, requests]);
    const before = this.#kept.get(key);
    const kept = before?.mayHaveChanged === false ? before : this.#read(key, before, folder, requests);
    keepNewest(this.#kept, key, kept, MOST_KEPT);
    return { key, loads: kept.reading.then(({ loads }) => loads), known: kept.known };
  }

  /** Files may be others now. */
  lookAgain(): void {
    for (const kept of this.#kept.values()) kept.mayHaveChanged = true;
  }

  #read(key: string, before: Kept | undefined, folder: string, requests: LoadRequests): Kept {
    const read = () => readPart(this.source, folder, requests);
    const kept: Kept = {
      reading: before === undefined ? read() : readAgain(before.reading, read),
      known: before?.known ?? NO_LOADS,
      size: 0,
      mayHaveChanged: false,
    };
    void kept.reading.then(({ loads, disk }) => {
      kept.known = loads;
      kept.size = bytesOf(loads) + OF_A_CHARACTER * key.length + OF_A_NAME + disk.bytes;
      this.#forgetOldest();
    });
    return kept;
  }

  /** Until the others have room together, or the newest is alone. */
  #forgetOldest(): void {
    let size = 0;
    for (const [key, kept] of [...this.#kept].reverse()) {
      size += kept.size;
      if (size > MOST_BYTES && size > kept.size) this.#kept.delete(key);
    }
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

const OF_A_CHARACTER = 2;
const OF_A_NUMBER = 8;

/** About what is held of what was loaded. */
function bytesOf({ checkpoint, datasets, models, prompts }: Loads): number {
  let bytes = 0;
  for (const { content } of checkpoint?.found.files.values() ?? [])
    bytes += OF_A_NAME * (1 + (content === undefined ? 0 : namesIn(content)));
  for (const text of checkpoint?.found.configs.values() ?? []) bytes += text.length;
  for (const [name, { index }] of datasets)
    bytes += OF_A_NAME + OF_A_CHARACTER * name.length + OF_A_NUMBER * (index?.sample.sizes?.length ?? 0);
  for (const model of models?.values() ?? []) bytes += model === "absent" ? 0 : model.bytes;
  for (const prompt of prompts?.found ?? []) bytes += prompt.length;
  return bytes;
}
