import { someAtOnce } from "../base/someAtOnce";
import { bytesFile, isUntold, limited, limitedFile } from "../bytes/byteFile";
import type { Disk } from "../bytes/disk";
import { type Checkpoint, type CheckpointFile, type FileContent, kindOf } from "./checkpoint";
import type { Effort } from "./pickle/effort";
import { partitionedOptimizer, rankState, savedTensors } from "./savedState";
import { readTorchFile } from "./torchFile";

/** What a launch says of the checkpoint it loads. */
export interface CheckpointRequest {
  /** As the config writes it. */
  readonly folder: string;
  readonly iteration: number | undefined;
  /** Whether DeepSpeed is told to load a universal checkpoint. */
  readonly isUniversal: boolean;
}

/** Files of one checkpoint that are looked at; of a model of more layers and ranks the others have a name only. */
const MOST_FILES = 2_000;

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

/** Files that are opened at once: a disk behind a network takes its time for each. */
const AT_ONCE = 8;

/** Saved configs that are read, the first by name; a launch has a handful. */
const MOST_CONFIGS = 100;

/** Their texts, in bytes, all together. */
const LONGEST_CONFIGS = 1_000_000;

/**
 * Looks at the checkpoint in a folder, the URI of which is `uri`. Weights are not read, and nothing in a file is run.
 * Undefined where the disk does not tell.
 */
export async function readCheckpoint(
  disk: Disk,
  uri: string,
  request: CheckpointRequest,
): Promise<Checkpoint | undefined> {
  const { folder, iteration, isUniversal } = request;
  const found = await disk.find(uri);
  if (found === undefined) return undefined;
  const names = found?.kind === "folder" ? await disk.names(uri) : [];
  if (names === undefined) return undefined;
  const pointer = isUniversal ? "latest_universal" : "latest";
  // Python's strip(), as DeepSpeed has it.
  const latest = names.includes(pointer) ? (await textOf(disk, `${uri}/${pointer}`))?.trim() : undefined;
  const tag = iteration === undefined ? latest : `global_step${iteration}`;
  const step = tag === undefined ? NOTHING : await readStep(disk, uri, tag);
  if (step === undefined) return undefined;
  const isParentThere = found !== null || (await disk.find(uri.replace(/\/[^/]*$/, "")))?.kind === "folder";
  return { folder, isThere: found !== null, isParentThere, latest, steps: stepsIn(names), tag, ...step };
}

type Step = Pick<Checkpoint, "files" | "configs">;

const NOTHING: Step = { files: new Map(), configs: new Map() };

function stepsIn(names: readonly string[]): readonly number[] {
  const steps = names.flatMap((name) => /^global_step(\d+)$/.exec(name)?.[1] ?? []);
  return steps.map(Number).sort((a, b) => a - b);
}

/** Undefined where the disk does not tell. */
async function readStep(disk: Disk, uri: string, tag: string): Promise<Step | undefined> {
  // A name in `latest` may lead anywhere, on Windows by backslashes too; only what lies below the folder is looked at.
  const parts = tag.replaceAll("\\", "/").split("/");
  if (parts.includes("..") || tag.startsWith("/")) return undefined;
  const folder = tag === "" ? uri : `${uri}/${encodePath(tag)}`;
  const found = await disk.find(folder);
  if (found === null || found?.kind === "file") return NOTHING;
  const all = await disk.names(folder);
  if (all === undefined) return undefined;
  const names = all.filter((name) => kindOf(name) !== undefined).sort();
  const budget: Budget = {
    verified: MOST_VERIFIED_TOGETHER,
    effort: { left: MOST_STEPS_TOGETHER },
    names: MOST_NAMES_TOGETHER,
  };
  const read = await someAtOnce(names, AT_ONCE, async (name, index) => {
    const file = index < MOST_FILES ? await readFile(disk, `${folder}/${name}`, name, budget) : {};
    return file === undefined ? [] : [[name, file] as const];
  });
  return { files: new Map(read.flat()), configs: await savedConfigs(disk, `${folder}/configs`) };
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** What may still be done of the files of a checkpoint. */
interface Budget {
  /** In bytes. */
  verified: number;
  readonly effort: Effort;
  names: number;
}

/** Undefined for what is no file, or where the disk does not tell. */
async function readFile(
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
  try {
    const onDisk = limitedFile(disk, uri, size, MOST_OF_A_FILE);
    // One that is read as a whole anyway is read once: each time takes a disk longer than the bytes of a small one.
    const file = isVerified ? limited(bytesFile(await onDisk.read(0, size)), MOST_OF_A_FILE) : onDisk;
    const { value, savedAs, damaged } = await readTorchFile(
      file,
      isVerified ? MOST_VERIFIED : 0,
      budget.effort,
    );
    const optimizer = kind === "optimizer" ? partitionedOptimizer(value) : undefined;
    const content: FileContent = {
      kind,
      ...(savedAs !== undefined && { savedAs }),
      ...(damaged !== undefined && { damaged }),
      ...(kind === "layer" && { tensors: savedTensors(value) }),
      ...(kind === "rank" && { rank: rankState(value) }),
      ...(optimizer && { optimizer }),
    };
    budget.names -= namesIn(content);
    // Of what is more than any checkpoint nothing further is read.
    if (budget.names < 0) budget.effort.left = 0;
    return budget.names < 0 ? { size } : { size, content };
  } catch (error) {
    if (isUntold(error)) return { size };
    return { size, problem: error instanceof Error ? error.message : String(error) };
  }
}

function namesIn({ tensors, rank, optimizer }: FileContent): number {
  const collections = [
    ...[tensors, rank?.module, rank?.names, rank?.args, rank?.schedule],
    ...[optimizer, rank?.optimizer].map((it) => it?.states),
  ];
  const groups = [optimizer, rank?.optimizer].map((it) => it?.groups.length ?? 0);
  return [...collections.map((it) => it?.size ?? 0), ...groups].reduce((sum, count) => sum + count, 0);
}

async function savedConfigs(disk: Disk, folder: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  let left = LONGEST_CONFIGS;
  const names = ((await disk.names(folder)) ?? []).filter((name) => /\.(?:ya?ml|json)$/.test(name)).sort();
  for (const name of names.slice(0, MOST_CONFIGS)) {
    const text = await textOf(disk, `${folder}/${encodeURIComponent(name)}`);
    left -= text?.length ?? 0;
    if (left < 0) break;
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

/** The text of a small file; undefined for a long one, or where it cannot be read. */
async function textOf(disk: Disk, uri: string): Promise<string | undefined> {
  const found = await disk.find(uri);
  if (found?.kind !== "file" || found.size > LONGEST_CONFIGS) return undefined;
  try {
    return new TextDecoder().decode(await disk.read(uri, 0, found.size));
  } catch {
    return undefined;
  }
}
