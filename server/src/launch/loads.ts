import { folderPath } from "../base/folderPath";
import type { Checkpoint } from "../checkpoints/checkpoint";
import type { CheckpointRequest } from "../checkpoints/readCheckpoint";
import type { Dataset } from "../datasets/dataset";
import { truthy } from "../python/compare";
import type { TokenizerRequest } from "../tokenizers/readTokenizer";
import type { ReadTokenizer } from "../tokenizers/tokenizer";
import { exactInt, isDict, type PythonValue } from "../yaml/value";
import type { Launch } from "./launch";
import { DATA_KEYS, isLocal, MOST_NAMED, parentFolder, pathsIn } from "./namedFiles";

/** What is in the files that a launch loads, for those that were looked at. */
export interface Loads {
  readonly checkpoint?: { readonly request: CheckpointRequest; readonly found: Checkpoint };
  /** By the names that the config gives them. */
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly tokenizer?: { readonly request: TokenizerRequest; readonly found: ReadTokenizer };
  /** Descriptions of models that the launch is said to build, by the names that comments give them. */
  readonly models?: ReadonlyMap<string, FoundModel>;
  /** Of the folders that it writes to, those at whose place a file lies. */
  readonly blockedFolders?: ReadonlySet<string>;
  /** Of the folders that it writes a file into without making them, those that are not there. */
  readonly missingFolders?: ReadonlySet<string>;
  /** The prompts that it generates from. */
  readonly prompts?: { readonly request: PromptsRequest; readonly found: readonly string[] };
}

/** A file of prompts, and what is between two of them. */
export interface PromptsRequest {
  readonly file: string;
  readonly end: string;
}

/** What a `config.json` holds, and how long it is. */
export type FoundModel = { readonly json: unknown; readonly bytes: number } | "absent";

/** Nobody looked. */
export const NO_LOADS: Loads = { datasets: new Map() };

/** How the values of a launch are asked for: of a launch, or of files that are merged for this alone. */
export type Given = (name: string) => PythonValue | undefined;

/** What there is to look at for a launch. */
export interface LoadRequests {
  readonly checkpoint?: CheckpointRequest;
  readonly datasets: readonly string[];
  readonly tokenizer?: TokenizerRequest;
  /** Paths of models' folders or of a `config.json`. */
  readonly models?: readonly string[];
  readonly folders: readonly string[];
  /** Folders that must be there before a file is written into them. */
  readonly parents: readonly string[];
  readonly prompts?: PromptsRequest;
}

/** The arguments that name folders to write to, which NeoX makes where they are not there. */
export const WRITTEN_FOLDERS = ["save", "tensorboard_dir"] as const;

/**
 * The files that a launch loads. Addresses and templates are left alone. `models`: that it is said to build, by path or
 * by a name that is nowhere.
 */
export function loadRequests(given: Given, models: readonly string[] = []): LoadRequests {
  const checkpoint = checkpointRequest(given);
  const tokenizer = tokenizerRequest(given);
  const named: string[] = [];
  for (const key of DATA_KEYS) named.push(...pathsIn(given(key), MOST_NAMED - named.length));
  const datasets = [...new Set(named)].filter(isLocal);
  const isFolder = (path: string) => path !== "" && isLocal(path);
  const folders = new Set(WRITTEN_FOLDERS.flatMap((key) => pathsIn(given(key), MOST_NAMED, isFolder)));
  // Aliases make one path many items.
  const written = new Set(pathsIn(given("sample_output_file"), MOST_NAMED, isLocal));
  const prompts = promptsRequest(given);
  return {
    ...(checkpoint && { checkpoint }),
    ...(tokenizer && { tokenizer }),
    datasets,
    ...(models.length > 0 && { models: [...new Set(models)] }),
    folders: [...folders].slice(0, MOST_NAMED),
    parents: [...new Set([...written].flatMap((path) => parentFolder(path) ?? []))],
    ...(prompts && { prompts }),
  };
}

/** The prompts of a launch, if its file was looked at. */
export function promptsOf(launch: Launch): readonly string[] | undefined {
  const { prompts } = launch.loads;
  const wanted = promptsRequest((name) => launch.named(name));
  return prompts && isSameRequest(prompts.request, wanted) ? prompts.found : undefined;
}

/** The checkpoint that a launch loads, if it was looked at: another one says nothing of this launch. */
export function checkpointOf(launch: Launch): Checkpoint | undefined {
  const { checkpoint } = launch.loads;
  return checkpoint &&
    isSameRequest(
      checkpoint.request,
      checkpointRequest((name) => launch.named(name)),
    )
    ? checkpoint.found
    : undefined;
}

/** The tokenizer that a launch builds, if its files were looked at. */
export function tokenizerOf(launch: Launch): ReadTokenizer | undefined {
  const { tokenizer } = launch.loads;
  return tokenizer &&
    isSameRequest(
      tokenizer.request,
      tokenizerRequest((name) => launch.named(name)),
    )
    ? tokenizer.found
    : undefined;
}

function isSameRequest(one: object, other: object | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What NeoX splits the file at is a line feed unless the config says so (generate.py:main). */
function promptsRequest(given: Given): PromptsRequest | undefined {
  const [file, end] = [given("sample_input_file"), given("prompt_end") ?? "\n"];
  if (given("text_gen_type") !== "input-file" || typeof file !== "string" || file === "") return undefined;
  return typeof end === "string" && end !== "" && isLocal(file) ? { file, end } : undefined;
}

/** The folder and the step that NeoX loads (megatron/checkpointing.py:load_checkpoint). */
function checkpointRequest(given: Given): CheckpointRequest | undefined {
  const load = given("load");
  if (typeof load !== "string" || load === "" || !isLocal(load)) return undefined;
  const iteration = given("iteration") ?? null;
  const step = iteration === null ? undefined : exactInt(iteration);
  if (iteration !== null && step === undefined) return undefined;
  return { folder: folderPath(load) || "/", iteration: step, isUniversal: isUniversal(given) };
}

/** `load_universal` of DeepSpeed's block `checkpoint` (deepspeed/runtime/config.py:get_checkpoint_params). */
function isUniversal(given: Given): boolean {
  const blocks = [given("checkpoint"), nested(given("deepspeed_extra_args"), "checkpoint")];
  return blocks.some((block) => truthy(nested(block, "load_universal") ?? false));
}

function nested(block: PythonValue | undefined, key: string): PythonValue | undefined {
  return isDict(block) ? block.get(key) : undefined;
}

function tokenizerRequest(given: Given): TokenizerRequest | undefined {
  const type = given("tokenizer_type");
  if (typeof type !== "string" || !isLocal(type)) return undefined;
  const [vocabFile, mergeFile] = ["vocab_file", "merge_file"].map((key) => {
    const path = given(key);
    return typeof path === "string" && isLocal(path) ? path : undefined;
  });
  return { type: type.toLowerCase(), vocabFile, mergeFile };
}
