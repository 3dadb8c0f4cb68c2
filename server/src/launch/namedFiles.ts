import type { ArgumentName } from "../arguments/generated/argumentName";
import { folderPath } from "../base/folderPath";
import { truthy } from "../python/compare";
import { exactInt, isList, type PythonValue } from "../yaml/value";
import { SPLITS } from "./dataSplits";
import type { Launch, Setting } from "./launch";

/** NeoX reads an indexed data set from two files beside each other (megatron/data/indexed_dataset.py:63). */
const INDEXED = [".bin", ".idx"] as const;

export function hasIndexSuffix(path: string): boolean {
  return INDEXED.some((suffix) => path.endsWith(suffix));
}

export function withoutIndexSuffix(path: string): string {
  return hasIndexSuffix(path) ? path.slice(0, -4) : path;
}

const DATA_LISTS = SPLITS.flatMap(
  (split) =>
    [
      `${split}_data_paths`,
      `${split}_label_data_paths`,
      `${split}_reward_data_paths`,
      `pos_${split}_data_paths`,
      `neg_${split}_data_paths`,
      `pos_${split}_label_data_paths`,
      `neg_${split}_label_data_paths`,
    ] as const,
);

/** All arguments that name data sets. */
export const DATA_KEYS: readonly ArgumentName[] = ["data_path", ...DATA_LISTS];

/** Arguments that hold paths to read, with the endings NeoX adds to them. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  vocab_file: [""],
  merge_file: [""],
  hostfile: [""],
  sample_input_file: [""],
  load: [""],
  // With the number of the rank; one that is missing is missing for the first (megatron/training.py:get_model).
  base_shapes_file: [".0"],
  data_path: INDEXED,
  ...Object.fromEntries(DATA_LISTS.map((key) => [key, INDEXED])),
};

/** What names a file and nothing else: a bare name lies where the run is launched. */
const ALWAYS_FILES: ReadonlySet<string> = new Set(["sample_input_file", "base_shapes_file"]);

/** A checkpoint may be missing where training begins anew; for these it must be there. */
const NEEDS_CHECKPOINT = ["finetune", "text_gen_type"];

/** An address, or text that something else fills in. */
const NOT_LOCAL = /^[a-z][a-z0-9+.-]*:\/\/|[$<>{}%*~]/i;

/** In characters: Linux, where NeoX runs, opens no path of more bytes. */
const LONGEST_PATH = 4096;

/** Whether a text may be the path of a file that lies where the launch runs. */
export function isLocal(path: string): boolean {
  return path.length <= LONGEST_PATH && !NOT_LOCAL.test(path);
}

/** A name in a folder that every machine has: the root, or where the run is launched. That it is there tells nothing. */
const BARE = /^(?:\.{0,2}\/+)?[^/]*$/;

/** Whether a path is a bare name, which is there or not only where the run is launched. */
export function isBare(path: string): boolean {
  return BARE.test(path);
}

/** The folder that a file or folder lies in; undefined for a name without one. */
export function parentFolder(path: string): string | undefined {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? undefined : folderPath(path.slice(0, slash)) || "/";
}

/** Of the names that a launch gives to what it reads, so many are looked at. */
export const MOST_NAMED = 1000;

export interface NamedFile {
  readonly key: string;
  /** As written, with the ending that NeoX adds. */
  readonly path: string;
}

/**
 * The files that a launch reads by name, relative to where it is launched. Addresses and templates are left
 * alone, and so are bare names: `TiktokenTokenizer` takes the name of an encoding for a `vocab_file`.
 */
export function namedFiles(settings: ReadonlyMap<string, Setting>): readonly NamedFile[] {
  const known = filesBySettings.get(settings) ?? filesNamedBy(settings);
  filesBySettings.set(settings, known);
  return known;
}

/** Of these files, those that are known to be missing. */
export function absentNamedFiles({ settings, absentFiles }: Launch): readonly NamedFile[] {
  return absentFiles.size === 0 ? [] : namedFiles(settings).filter(({ path }) => absentFiles.has(path));
}

/** Several rules ask, and settings never change. */
const filesBySettings = new WeakMap<ReadonlyMap<string, Setting>, readonly NamedFile[]>();

function filesNamedBy(settings: ReadonlyMap<string, Setting>): readonly NamedFile[] {
  const isOn = (key: string) => truthy(settings.get(key)?.value ?? null);
  const files: NamedFile[] = [];
  let room = MOST_NAMED;
  for (const [key, suffixes] of Object.entries(SUFFIXES)) {
    if (key === "load" && !NEEDS_CHECKPOINT.some(isOn)) continue;
    if (key === "base_shapes_file" && (!isOn("use_mup") || isOn("save_base_shapes"))) continue;
    const isTold = (path: string) => (ALWAYS_FILES.has(key) && path !== "") || !BARE.test(path);
    const paths = new Set(pathsIn(settings.get(key)?.value, room, (it) => isLocal(it) && isTold(it)));
    room -= paths.size;
    for (const path of paths) for (const suffix of suffixes) files.push({ key, path: `${path}${suffix}` });
  }
  return [...files, ...chosenCheckpoint(settings)];
}

/** The folder of the checkpoint that `iteration` asks for (megatron/checkpointing.py:155). */
function chosenCheckpoint(settings: ReadonlyMap<string, Setting>): readonly NamedFile[] {
  const load = settings.get("load")?.value;
  const iteration = exactInt(settings.get("iteration")?.value);
  if (typeof load !== "string" || iteration === undefined || !isLocal(load)) return [];
  const folder = folderPath(load);
  return folder === "" ? [] : [{ key: "iteration", path: `${folder}/global_step${iteration}` }];
}

/** The texts of a value that is one or a list of them, those that are `wanted`; at most so many. */
export function pathsIn(
  value: PythonValue | undefined,
  most = Number.POSITIVE_INFINITY,
  wanted = (_path: string) => true,
): readonly string[] {
  if (most <= 0) return [];
  const paths: string[] = [];
  // Aliases make one long text many items.
  const known = new Map<string, boolean>();
  const isWanted = (path: string) => {
    const found = known.get(path) ?? wanted(path);
    known.set(path, found);
    return found;
  };
  for (const item of isList(value) ? value : [value]) {
    if (typeof item !== "string" || !isWanted(item)) continue;
    if (paths.push(item) >= most) break;
  }
  return paths;
}

/**
 * Of the files that a launch names, those that are missing from a folder that exists. Whoever asks says what
 * exists; a place that cannot be looked at counts as there.
 */
export async function absentFiles(
  settings: ReadonlyMap<string, Setting>,
  exists: (path: string) => Promise<boolean>,
): Promise<ReadonlySet<string>> {
  const absent = new Set<string>();
  // Most names share a folder.
  const known = new Map<string, Promise<boolean>>();
  const isThere = (path: string) => {
    const answer = known.get(path) ?? exists(path);
    known.set(path, answer);
    return answer;
  };
  for (const { path } of namedFiles(settings)) {
    const folder = (isBare(path) ? undefined : parentFolder(folderPath(path))) ?? ".";
    if ((await isThere(folder)) && !(await isThere(path))) absent.add(path);
  }
  return absent;
}
