import type { Argument, Catalogue } from "../arguments/argument";
import { catalogueAt } from "../arguments/catalogue";
import { baseName } from "../base/baseName";
import { exactInt, type PythonValue } from "../yaml/value";
import { gpusOfCounts, gpusOfHosts, type HostfileProblem, type Hosts, isHostfileProblem } from "./gpus";
import type { ConfigFile, Launch, Scope, Script } from "./launch";
import { type Loads, NO_LOADS } from "./loads";
import { MergedLaunch } from "./mergedLaunch";
import { type MergedSettings, mergeSettings } from "./settings";
import type { Target } from "./target";

export interface LaunchOptions {
  readonly files: readonly ConfigFile[];
  readonly target: Target;
  /** Default: what the keys tell (`scopeOf`). */
  readonly scope?: Scope;
  /** The script that it starts; default: what the keys tell (`model/run/isTraining.ts`). */
  readonly script?: Script;
  /** GPUs in the whole job, where known. `global_num_gpus` of a file comes before it, as in NeoX. */
  readonly gpus?: number;
  /** The hosts of the job's hostfile, which tell the GPUs when `gpus` does not, or why DeepSpeed refuses it. */
  readonly hosts?: Hosts | HostfileProblem;
  /** Files that the launch names and that are missing from a folder that exists; default: nobody looked. */
  readonly absentFiles?: ReadonlySet<string>;
  /** Whether somebody named the folder in which the launch runs, so that what is missing there is missing. */
  readonly isFolderNamed?: boolean;
  /** What is in the files that the launch loads; default: nobody looked. */
  readonly loads?: Loads;
  /** The model of Hugging Face that it should build: a published name, or a path. */
  readonly sameAs?: string;
  /** Names of arguments that a fork adds: known, of any type, without a default. */
  readonly extraArguments?: readonly string[];
  /** Values given on deepy.py's command line: they replace what the files say (arguments.py:280). */
  readonly overwrite?: Readonly<Record<string, PythonValue>>;
}

/** The files of one run as one launch, merged as NeoX merges them. */
export function createLaunch(options: LaunchOptions): Launch {
  const merged = mergeSettings(options.files);
  const { hosts } = options;
  const isRefused = hosts !== undefined && isHostfileProblem(hosts);
  return new MergedLaunch({
    files: options.files,
    scope: scopeOf(options, merged),
    target: options.target,
    catalogue: withExtra(catalogueOfTarget(options.target), options.extraArguments ?? []),
    script: options.script,
    gpus: counted(options.gpus ?? gpusOf(merged, isRefused ? undefined : hosts)),
    absentFiles: options.absentFiles ?? NO_FILES,
    isFolderNamed: options.isFolderNamed ?? false,
    loads: options.loads ?? NO_LOADS,
    sameAs: options.sameAs,
    hostfileProblem: isRefused ? hosts : undefined,
    merged,
    overwrite: { ...options.overwrite, config_files: configFiles(options.files) },
    changes: {},
    withFiles: (files) => createLaunch({ ...options, files }),
  });
}

/**
 * What the files claim to be, when nobody says or one of them is not readable to its end (an absent key may just be
 * unread): a training when they say everything that one is made of, a model by themselves when they give its width and
 * its heads.
 */
function scopeOf({ files, scope }: LaunchOptions, { settings }: MergedSettings): Scope {
  const readable = files.every(({ document }) => document.problems.length === 0);
  if (scope !== undefined && readable) return scope;
  const sets = (name: string) => settings.has(name);
  if (readable && PARTS_OF_TRAINING.every((names) => names.some(sets))) return "training";
  return sets("hidden_size") && sets("num_attention_heads") ? "model" : "overlay";
}

/** The parts of a training that people keep in files of their own; of each one key: a model, its optimizer, its length, its data. */
const PARTS_OF_TRAINING = [
  ["hidden_size"],
  ["num_layers"],
  ["optimizer"],
  ["train_iters", "train_epochs"],
  ["data_path", "train_data_paths", "pos_train_data_paths"],
] as const;

export function catalogueOfTarget(target: Target): Catalogue {
  switch (target.kind) {
    case "checkout":
      return target.catalogue;
    case "version":
      return catalogueAt(target);
    case "unknown":
      return catalogueAt("main");
  }
}

/** Hostfiles, logs and checkpoints may tell any number: what no one counts, or holds exactly, is not known. */
function counted(gpus: number | undefined): number | undefined {
  return gpus !== undefined && Number.isSafeInteger(gpus) && gpus >= 0 ? gpus : undefined;
}

/** GPUs as the hostfile and the counts of a config tell them. With a hostfile that nobody read they are unknown. */
function gpusOf({ settings }: MergedSettings, hosts: Hosts | undefined): number | undefined {
  const count = (name: string) => exactInt(settings.get(name)?.value);
  const limits = { numNodes: count("num_nodes"), numGpus: count("num_gpus") };
  if (hosts !== undefined) return gpusOfHosts(hosts, limits);
  return (settings.get("hostfile")?.value ?? null) === null ? gpusOfCounts(limits) : undefined;
}

function withExtra(catalogue: Catalogue, names: readonly string[]): Catalogue {
  if (names.length === 0) return catalogue;
  const extra = new Map(names.map((name) => [name, extraArgument(name)]));
  return {
    get: (name) => catalogue.get(name) ?? extra.get(name),
    names: [...catalogue.names, ...names.filter((name) => catalogue.get(name) === undefined)],
  };
}

const EVERY_TYPE = ["NoneType", "bool", "int", "float", "str", "list", "dict", "date", "datetime"];

function extraArgument(name: string): Argument {
  const type = { kind: "union", members: EVERY_TYPE, isPythonUnion: true } as const;
  return {
    name,
    group: "Other",
    type,
    declared: "",
    default: null,
    changes: [],
    setBy: "user",
    declaredAt: "",
  };
}

/** `from_ymls` keeps the texts of the files as an argument and so drops a key of that name (arguments.py:266). */
function configFiles(files: readonly ConfigFile[]): PythonValue {
  return new Map(files.map((file) => [baseName(file.path), file.document.text]));
}

const NO_FILES: ReadonlySet<string> = new Set();
