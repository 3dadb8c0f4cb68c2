import type { Disk } from "../bytes/disk";
import { type Checkpoint, type CheckpointFile, kindOf } from "./checkpoint";
import { readCheckpointFiles } from "./checkpointFile";

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

/** Bytes of the file that names a step: more than the longest name of a folder, in characters, and blanks around it. */
const LONGEST_POINTER = 100_000;
const LONGEST_TAG = 4096;

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
  const latest = names.includes(pointer) ? await stepNamedIn(disk, `${uri}/${pointer}`) : undefined;
  const tag = iteration === undefined ? latest : `global_step${iteration}`;
  const step = tag === undefined ? NOTHING : await readStep(disk, uri, tag);
  if (step === undefined) return undefined;
  const isParentThere = found !== null || (await disk.find(uri.replace(/\/[^/]*$/, "")))?.kind === "folder";
  return { folder, isThere: found !== null, isParentThere, latest, steps: stepsIn(names), tag, ...step };
}

/** What the file says that names a step, as far as it is read; undefined where there is none. */
async function stepNamedIn(disk: Disk, uri: string): Promise<string | undefined> {
  const found = await disk.find(uri);
  if (found?.kind !== "file") return undefined;
  const bytes = await disk.read(uri, 0, Math.min(found.size, LONGEST_POINTER));
  // Python's strip(), as DeepSpeed has it.
  return new TextDecoder().decode(bytes).trim();
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
  if (tag.length > LONGEST_TAG) return NOTHING;
  const folder = tag === "" ? uri : `${uri}/${encodePath(tag)}`;
  const found = await disk.find(folder);
  if (found === null || found?.kind === "file") return NOTHING;
  const all = await disk.names(folder);
  if (all === undefined) return undefined;
  const names = all.filter((name) => kindOf(name) !== undefined).sort();
  const files = await readCheckpointFiles(disk, folder, names.slice(0, MOST_FILES));
  const others = names.slice(MOST_FILES).map((name): readonly [string, CheckpointFile] => [name, {}]);
  return {
    files: new Map([...files, ...others]),
    configs: await savedConfigs(disk, `${folder}/configs`),
  };
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
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
