import { bytesFile, isUntold, limited, limitedFile } from "../bytes/byteFile";
import type { Disk, Found } from "../bytes/disk";
import { KnownFiles } from "../bytes/knownFiles";
import { type CheckpointFile, type FileContent, type FileKind, kindOf } from "./checkpoint";
import { CountedEffort, type Effort } from "./pickle/effort";
import { partitionedOptimizer, rankState, savedTensors } from "./savedState";
import { readTorchFile } from "./torchFile";

/** Bytes of one file that are read without what is read to compare checksums. */
const MOST_OF_A_FILE = 40_000_000;

/** Files above this size, in bytes, are not read as a whole to compare checksums. */
const MOST_VERIFIED = 4_000_000;

/** Of a checkpoint, in bytes: beyond it checksums are not compared. */
const MOST_VERIFIED_TOGETHER = 32_000_000;

/** Steps of the pickles of one checkpoint, those of its many files together. */
const MOST_STEPS_TOGETHER = 6_000_000;

/** Tensors, arguments and other names of one checkpoint that are kept for as long as somebody loads it. */
const MOST_NAMES_TOGETHER = 100_000;

/** What may still be done of the files of a checkpoint. */
interface Budget {
  /** In bytes. */
  verified: number;
  readonly effort: Effort;
  names: number;
}

export function budgetOfCheckpoint(): Budget {
  return {
    verified: MOST_VERIFIED_TOGETHER,
    effort: { left: MOST_STEPS_TOGETHER },
    names: MOST_NAMES_TOGETHER,
  };
}

/** What a file was read to, and what that took. */
interface Reading {
  readonly file: Omit<CheckpointFile, "size">;
  readonly names: number;
  readonly steps: number;
}

/** Files of checkpoints, by what they are: many links may lead to one, and many launches load it. */
const KNOWN = new KnownFiles<Reading>(2 * MOST_NAMES_TOGETHER, ({ names }) => 1 + names);

/** Undefined for what is no file, or where the disk does not tell. */
export async function readCheckpointFile(
  disk: Disk,
  uri: string,
  name: string,
  budget: Budget,
): Promise<CheckpointFile | undefined> {
  const kind = kindOf(name);
  const found = await disk.find(uri);
  if (kind === undefined || found?.kind !== "file") return undefined;
  const { size } = found;
  if (budget.effort.left <= 0) return { size };
  const isVerified = size <= MOST_VERIFIED && size <= budget.verified;
  if (isVerified) budget.verified -= size;
  const { file, names } = await read(disk, uri, found, { kind, isVerified }, budget.effort);
  budget.names -= names;
  // Of what is more than any checkpoint nothing further is read.
  if (budget.names < 0) budget.effort.left = 0;
  return budget.names < 0 ? { size } : { size, ...file };
}

/** How a file is read. */
interface Way {
  readonly kind: FileKind;
  /** Whether its checksums are compared. */
  readonly isVerified: boolean;
}

const NOTHING: Reading = { file: {}, names: 0, steps: 0 };

/** What is known takes as much of the effort as it took first, so that each launch hears the same whenever it asks. */
async function read(disk: Disk, uri: string, found: Found, way: Way, effort: Effort): Promise<Reading> {
  const counted = new CountedEffort(effort);
  let isNew = false;
  const reading = async () => {
    isNew = true;
    const { names, file } = await opened(disk, uri, found.size, way, counted);
    // More is not kept.
    return { names, file: names > MOST_NAMES_TOGETHER ? {} : file, steps: counted.spent };
  };
  try {
    const known = await KNOWN.of([found], reading, JSON.stringify(way));
    if (!isNew) effort.left -= known.steps;
    return effort.left < 0 ? NOTHING : known;
  } catch (error) {
    if (!isUntold(error)) throw error;
    // Another launch may have had less left for it.
    return isNew ? NOTHING : read(disk, uri, found, way, effort);
  }
}

/** @throws TooLarge for what has more than any checkpoint, DiskError where it cannot be read. */
async function opened(
  disk: Disk,
  uri: string,
  size: number,
  { kind, isVerified }: Way,
  effort: Effort,
): Promise<Omit<Reading, "steps">> {
  const onDisk = limitedFile(disk, uri, size, MOST_OF_A_FILE);
  try {
    // One that is read as a whole anyway is read once: each time takes a disk longer than the bytes of a small one.
    const file = isVerified ? limited(bytesFile(await onDisk.read(0, size)), MOST_OF_A_FILE) : onDisk;
    const { value, savedAs, damaged } = await readTorchFile(file, isVerified ? MOST_VERIFIED : 0, effort);
    const optimizer = kind === "optimizer" ? partitionedOptimizer(value) : undefined;
    const content: FileContent = {
      kind,
      ...(savedAs !== undefined && { savedAs }),
      ...(damaged !== undefined && { damaged }),
      ...(kind === "layer" && { tensors: savedTensors(value) }),
      ...(kind === "rank" && { rank: rankState(value) }),
      ...(optimizer && { optimizer }),
    };
    return { file: { content }, names: namesIn(content) };
  } catch (error) {
    if (isUntold(error)) throw error;
    return { file: { problem: error instanceof Error ? error.message : String(error) }, names: 0 };
  }
}

/** Names of what is kept of a file. */
export function namesIn({ tensors, rank, optimizer }: FileContent): number {
  const collections = [
    ...[tensors, rank?.module, rank?.names, rank?.args, rank?.schedule],
    ...[optimizer, rank?.optimizer].map((it) => it?.states),
  ];
  const groups = [optimizer, rank?.optimizer].map((it) => it?.groups.length ?? 0);
  return [...collections.map((it) => it?.size ?? 0), ...groups].reduce((sum, count) => sum + count, 0);
}
