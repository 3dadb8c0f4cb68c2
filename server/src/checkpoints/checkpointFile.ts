import { bytesFile, limited, limitedFile, TooLarge } from "../bytes/byteFile";
import { type Disk, DiskError, type Found } from "../bytes/disk";
import { KnownFiles } from "../bytes/knownFiles";
import { type CheckpointFile, type FileContent, type FileKind, kindOf } from "./checkpoint";
import { partitionedOptimizer, rankState, savedTensors } from "./savedState";
import { readTorchFile } from "./torchFile";

/** Bytes of one file that are read without what is read to compare checksums. */
const MOST_OF_A_FILE = 40_000_000;

/** Files above this size, in bytes, are not read as a whole to compare checksums. */
const MOST_VERIFIED = 4_000_000;

/** Of a checkpoint, in bytes: beyond it checksums are not compared. */
const MOST_VERIFIED_TOGETHER = 32_000_000;

/** Steps of the pickles of one checkpoint, those of its many files together; also of each of those that are read at once. */
const MOST_STEPS_TOGETHER = 6_000_000;

/** Tensors, arguments and other names of one checkpoint that are kept for as long as somebody loads it. */
const MOST_NAMES_TOGETHER = 100_000;

/** What may still be done of the files of a checkpoint. */
interface Budget {
  /** In bytes. */
  verified: number;
  steps: number;
  names: number;
}

/** What a file was read to, and what that took. */
interface Reading {
  readonly file: Omit<CheckpointFile, "size">;
  readonly names: number;
  readonly steps: number;
}

/** Files of checkpoints, by what they are: many links may lead to one, and many launches load it. */
const KNOWN = new KnownFiles<Reading>(2 * MOST_NAMES_TOGETHER, ({ names }) => 1 + names);

/** Files that are opened at once: a disk behind a network takes its time for each. */
const AT_ONCE = 8;

/** Those of the names in a folder that are files of a checkpoint; the disk tells of them. */
export async function readCheckpointFiles(
  disk: Disk,
  folder: string,
  names: readonly string[],
): Promise<readonly (readonly [name: string, CheckpointFile])[]> {
  const budget: Budget = {
    verified: MOST_VERIFIED_TOGETHER,
    steps: MOST_STEPS_TOGETHER,
    names: MOST_NAMES_TOGETHER,
  };
  const files: (readonly [string, CheckpointFile])[] = [];
  for (let start = 0; start < names.length; start += AT_ONCE)
    files.push(...(await readTogether(disk, folder, names.slice(start, start + AT_ONCE), budget)));
  return files;
}

/**
 * Reads some at once. What they take is counted in the order of their names, whichever of them the disk gives first and
 * whatever is known already, so that each launch hears the same whenever it asks.
 */
async function readTogether(
  disk: Disk,
  folder: string,
  names: readonly string[],
  budget: Budget,
): Promise<readonly (readonly [string, CheckpointFile])[]> {
  const all = await Promise.all(names.map((name) => disk.find(`${folder}/${name}`)));
  const files = names.flatMap((name, at) => {
    const [kind, found] = [kindOf(name), all[at]];
    return kind !== undefined && found?.kind === "file" ? [{ name, kind, found }] : [];
  });
  const isRoomy = budget.steps > 0 && budget.names >= 0;
  const readings = await Promise.all(
    files.map(({ name, kind, found }) => {
      const isVerified = found.size <= MOST_VERIFIED && found.size <= budget.verified;
      if (isVerified) budget.verified -= found.size;
      return isRoomy ? read(disk, `${folder}/${name}`, found, { kind, isVerified }) : NOTHING;
    }),
  );
  return files.map(({ name, found: { size } }, at) => {
    const { file, names: count, steps } = readings[at] ?? NOTHING;
    budget.names -= count;
    budget.steps -= steps;
    // Of what is more than any checkpoint nothing is told, and nothing further is read.
    return [name, { size, ...(budget.steps >= 0 && budget.names >= 0 && file) }];
  });
}

/** How a file is read. */
interface Way {
  readonly kind: FileKind;
  /** Whether its checksums are compared. */
  readonly isVerified: boolean;
}

const NOTHING: Reading = { file: {}, names: 0, steps: 0 };

/** A file by itself, so that what is known of it holds beside any others. */
async function read(disk: Disk, uri: string, found: Found, way: Way): Promise<Reading> {
  try {
    return await KNOWN.of([found], () => opened(disk, uri, found.size, way), JSON.stringify(way));
  } catch (error) {
    if (error instanceof DiskError) return NOTHING;
    throw error;
  }
}

/** @throws DiskError where it cannot be read. */
async function opened(disk: Disk, uri: string, size: number, { kind, isVerified }: Way): Promise<Reading> {
  const effort = { left: MOST_STEPS_TOGETHER };
  const taken = (file: Reading["file"], names = 0): Reading => {
    const steps = MOST_STEPS_TOGETHER - effort.left;
    return { file: names > MOST_NAMES_TOGETHER ? {} : file, names, steps };
  };
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
    return taken({ content }, namesIn(content));
  } catch (error) {
    if (error instanceof DiskError) throw error;
    // It has more than any checkpoint, which is no fault of it.
    if (error instanceof TooLarge) return taken({});
    return taken({ problem: error instanceof Error ? error.message : String(error) });
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
