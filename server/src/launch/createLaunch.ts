import type { Argument, Catalogue } from "../arguments/argument";
import { catalogueAt } from "../arguments/catalogue";
import type { Entry, ScalarNode } from "../yaml/tree";
import { exactInt, isDict, type PythonValue } from "../yaml/value";
import type { Derivation } from "./derivation";
import { derive } from "./derivation/derive";
import { gpusOfCounts, gpusOfHosts, type Hosts } from "./gpus";
import type { Clash, ConfigFile, Launch, Scope, Setting } from "./launch";
import { type MergedSettings, mergeSettings } from "./settings";
import type { Target } from "./target";

export interface LaunchOptions {
  readonly files: readonly ConfigFile[];
  readonly target: Target;
  /** Default: what the keys tell (`scopeOf`). */
  readonly scope?: Scope;
  /** GPUs in the whole job, where known. `global_num_gpus` of a file comes before it, as in NeoX. */
  readonly gpus?: number;
  /** The hosts of the job's hostfile, which tell the GPUs when `gpus` does not. */
  readonly hosts?: Hosts;
  /** Files that the launch names and that are missing from a folder that exists; default: nobody looked. */
  readonly absentFiles?: ReadonlySet<string>;
  /** Names of arguments that a fork adds: known, of any type, without a default. */
  readonly extraArguments?: readonly string[];
  /** Values given on deepy.py's command line: they replace what the files say (arguments.py:280). */
  readonly overwrite?: Readonly<Record<string, PythonValue>>;
}

/** The files of one run as one launch, merged as NeoX merges them. */
export function createLaunch(options: LaunchOptions): Launch {
  const merged = mergeSettings(options.files);
  return new MergedLaunch({
    files: options.files,
    scope: scopeOf(options, merged),
    target: options.target,
    catalogue: withExtra(catalogueOfTarget(options.target), options.extraArguments ?? []),
    gpus: options.gpus ?? gpusOf(merged, options.hosts),
    absentFiles: options.absentFiles ?? NO_FILES,
    merged,
    overwrite: { ...options.overwrite, config_files: configFiles(options.files) },
    changes: {},
    withFiles: (files) => createLaunch({ ...options, files }),
  });
}

/**
 * What the files claim to be, when nobody says or one of them is not readable to its end (an absent key may just be
 * unread): a model by themselves when they give its width and its heads.
 */
function scopeOf({ files, scope }: LaunchOptions, { settings }: MergedSettings): Scope {
  const readable = files.every(({ document }) => document.problems.length === 0);
  if (scope !== undefined && readable) return scope;
  return settings.has("hidden_size") && settings.has("num_attention_heads") ? "model" : "overlay";
}

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

/** The last part of a path or URI, as `os.path.basename` gives it. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

const NO_FILES: ReadonlySet<string> = new Set();

interface LaunchParts {
  readonly files: readonly ConfigFile[];
  readonly scope: Scope;
  readonly target: Target;
  readonly catalogue: Catalogue;
  /** As told from outside; `global_num_gpus` of the launch comes before it. */
  readonly gpus: number | undefined;
  readonly absentFiles: ReadonlySet<string>;
  readonly merged: MergedSettings;
  readonly overwrite: Readonly<Record<string, PythonValue>>;
  /** What `with` changed, on top of everything else. */
  readonly changes: Readonly<Record<string, PythonValue | undefined>>;
  readonly withFiles: (files: readonly ConfigFile[]) => Launch;
}

class MergedLaunch implements Launch {
  readonly #parts: LaunchParts;
  #settings: ReadonlyMap<string, Setting> | undefined;
  #derivation: Derivation | undefined;

  constructor(parts: LaunchParts) {
    this.#parts = parts;
  }

  get files(): readonly ConfigFile[] {
    return this.#parts.files;
  }

  get scope(): Scope {
    return this.#parts.scope;
  }

  get target(): Target {
    return this.#parts.target;
  }

  get catalogue(): Catalogue {
    return this.#parts.catalogue;
  }

  get absentFiles(): ReadonlySet<string> {
    return this.#parts.absentFiles;
  }

  get gpus(): number | undefined {
    return this.int("global_num_gpus") ?? this.#parts.gpus;
  }

  get clashes(): readonly Clash[] {
    return this.#parts.merged.clashes;
  }

  get settings(): ReadonlyMap<string, Setting> {
    this.#settings ??= changedSettings(this.#parts);
    return this.#settings;
  }

  get derivation(): Derivation {
    this.#derivation ??= derive(this);
    return this.#derivation;
  }

  get(name: string): PythonValue | undefined {
    const { changes, overwrite, merged, scope, catalogue } = this.#parts;
    if (Object.hasOwn(changes, name)) {
      if (changes[name] !== undefined) return changes[name];
    } else {
      if (Object.hasOwn(overwrite, name)) return overwrite[name];
      const setting = merged.settings.get(name);
      if (setting !== undefined) return setting.value;
    }
    return scope === "overlay" ? undefined : catalogue.get(name)?.default;
  }

  int(name: string): number | undefined {
    return exactInt(this.get(name));
  }

  with(changes: Readonly<Record<string, PythonValue | undefined>>): Launch {
    return new MergedLaunch({ ...this.#parts, changes: { ...this.#parts.changes, ...changes } });
  }

  withFiles(files: readonly ConfigFile[]): Launch {
    return this.#parts.withFiles(files).with(this.#parts.changes);
  }
}

/** The settings after `with`: a key that no file sets stands, without width, where the first file's mapping begins. */
function changedSettings({ files, merged, changes }: LaunchParts): ReadonlyMap<string, Setting> {
  const changed = Object.entries(changes);
  if (changed.length === 0) return merged.settings;
  const settings = new Map(merged.settings);
  for (const [name, value] of changed) {
    const written = merged.settings.get(name);
    const file = written?.file ?? files[0];
    if (value === undefined || file === undefined) settings.delete(name);
    else if (written !== undefined) settings.set(name, { ...written, value });
    else settings.set(name, { name, writtenName: name, value, entry: unwritten(name, value, file), file });
  }
  return settings;
}

function unwritten(name: string, value: PythonValue, file: ConfigFile): Entry {
  const start = file.document.root?.span.start ?? 0;
  const span = { start, end: start };
  const scalar = (source: string, it: PythonValue): ScalarNode => {
    return { kind: "scalar", span, style: "plain", source, value: it };
  };
  return { key: scalar(name, name), value: scalar(isDict(value) ? "{}" : String(value), value), span };
}
