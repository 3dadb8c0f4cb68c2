import type { Catalogue } from "../arguments/argument";
import type { ArgumentName } from "../arguments/generated/argumentName";
import type { Entry, YamlDocument } from "../yaml/tree";
import type { PythonValue } from "../yaml/value";
import type { Derivation } from "./derivation";
import type { HostfileProblem } from "./gpus";
import type { Loads } from "./loads";
import type { Target } from "./target";

/** One file of a launch, as read. */
export interface ConfigFile {
  /** A URI in the editor, a path as given on the command line. */
  readonly path: string;
  readonly document: YamlDocument;
}

/** One key of the merged config, with the place it came from. */
export interface Setting {
  /** With underscores, as NeoX sees it. */
  readonly name: string;
  /** As written: dashes stay. */
  readonly writtenName: string;
  readonly value: PythonValue;
  readonly entry: Entry;
  readonly file: ConfigFile;
}

/**
 * How much a set of files claims to be.
 * `launch`: these are all the files of one run, so what is absent is absent;
 * `training`: they describe a training from model to data, so only where it runs and saves may be said elsewhere;
 * `model`: they describe a model by themselves, so defaults hold, but other files may add the rest;
 * `overlay`: a part of some launch, so an absent key is unknown.
 */
export type Scope = "launch" | "training" | "model" | "overlay";

/** What deepy.py is told to start; each reads past keys that another one needs. */
export const SCRIPTS = ["train.py", "generate.py", "eval.py"] as const;
export type Script = (typeof SCRIPTS)[number];

/** The files of one run merged as NeoX merges them, and all that is known about the run. */
export interface Launch {
  readonly files: readonly ConfigFile[];
  readonly scope: Scope;
  readonly target: Target;
  /** The arguments the target knows; for an unknown target, those of main. */
  readonly catalogue: Catalogue;
  /** The script that it starts, where somebody says so. */
  readonly script: Script | undefined;
  /** GPUs in the whole job, where known. */
  readonly gpus: number | undefined;
  /** Files that the launch names, as it names them, known to be missing from a folder that exists. */
  readonly absentFiles: ReadonlySet<string>;
  /** What is in the files that the launch loads, where somebody looked. */
  readonly loads: Loads;
  /** Whether the folder in which it runs was named: what is missing there is missing for the launch. */
  readonly isFolderNamed: boolean;
  /** The model of Hugging Face that somebody says the launch builds: a published name, or a path. */
  readonly sameAs: string | undefined;
  /** Why DeepSpeed stops at the hostfile, where it could be read. */
  readonly hostfileProblem: HostfileProblem | undefined;
  /** By name with underscores; where two keys of the files meet in one name, the one that wins. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** Keys that lost against a later one, or stopped the merge. */
  readonly clashes: readonly Clash[];
  /**
   * What NeoX holds before it derives anything: the file's value, else the default;
   * undefined where nothing is known (absent in an overlay, or no such argument).
   */
  get(name: ArgumentName): PythonValue | undefined;
  /** `get` for a name that a file or a table gives, which may be no argument. */
  named(name: string): PythonValue | undefined;
  /** `get` when it is an int (no bool) that JavaScript holds exactly. */
  int(name: ArgumentName): number | undefined;
  /** What NeoX's `calculate_derived` makes of it. Computed once, when first asked for. */
  readonly derivation: Derivation;
  /** The same launch with other values, to try a change without writing a text. `undefined` takes a key out. */
  with(changes: Readonly<Record<string, PythonValue | undefined>>): Launch;
  /** The same launch with other texts, to try an edit. */
  withFiles(files: readonly ConfigFile[]): Launch;
}

/** Two keys for one argument. `stopsNeoX` is false where the dashes hide the clash and the later one wins silently. */
export interface Clash {
  readonly earlier: Setting;
  readonly later: Setting;
  readonly kind: "same-file" | "across-files";
  readonly stopsNeoX: boolean;
}
