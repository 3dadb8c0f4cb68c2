/** Asks with `LaunchesParams` for `Launches`; null for a text that is no config. */
export const LAUNCHES_REQUEST = "neoxConfig/launches";
/** Tells with `SelectLaunchParams` that a launch becomes the active one of all its files. */
export const SELECT_LAUNCH = "neoxConfig/selectLaunch";
/** Asks with `AddFileParams` for the `WorkspaceEdit` that adds a file to a launch; null where no comment can name it. */
export const ADD_FILE_REQUEST = "neoxConfig/addFile";
/** Asks with `LaunchesParams` for the `WorkspaceEdit` that makes an open text a config; null for one that is closed. */
export const CALL_CONFIG_REQUEST = "neoxConfig/callConfig";
/** Tells a client with `LaunchesParams` that the answer for this text may be another now. */
export const LAUNCHES_CHANGED = "neoxConfig/launchesChanged";
/** Asks a client for the text of the file `FileParams.uri`; null when it is absent, unreadable or too large. */
export const READ_FILE_REQUEST = "neoxConfig/readFile";
/** In bytes. No config, script or module of gpt-neox comes near. */
export const LARGEST_FILE = 2_000_000;
/** Asks a client for what the folder `FileParams.uri` holds, a `FolderEntry[]`. */
export const READ_FOLDER_REQUEST = "neoxConfig/readFolder";
/** Asks a client whether there is a file or a folder `FileParams.uri`; true also where that cannot be told. */
export const EXISTS_REQUEST = "neoxConfig/exists";

/** Asks with `TargetParams` what is wrong with a name for a NeoX, in a sentence; null where it names one. */
export const TARGET_PROBLEM_REQUEST = "neoxConfig/targetProblem";

export interface TargetParams {
  /** `main`, a day, a release, a commit or the path of a checkout. */
  readonly name: string;
  /** The config in whose workspace folder a path begins; null for none. */
  readonly uri: string | null;
}

export interface LaunchesParams {
  readonly uri: string;
}

export interface SelectLaunchParams {
  readonly uri: string;
  /** The id of one of the text's launches. */
  readonly launch: string;
}

export interface AddFileParams {
  /** An open config. */
  readonly uri: string;
  readonly file: string;
}

export interface FileParams {
  readonly uri: string;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder";
}

/** A launch that a config may belong to. */
export interface LaunchCandidate {
  /** Tells it from the others; the same for as long as its source, name and files are. */
  readonly id: string;
  readonly name: string;
  /** What tells of it: the project file, a config's comment, a script; or `file` for the config by itself. */
  readonly source: "project" | "comment" | "script" | "file";
  /** URIs, in the order in which NeoX merges them. */
  readonly files: readonly string[];
  /** Where the project file gives this launch a number of its own. */
  readonly gpus?: number;
}

/** The launches of one config, what counts most first, with what is known about the active one. */
export interface Launches {
  readonly launches: readonly LaunchCandidate[];
  /** The id of the active one. */
  readonly active: string;
  /** `main`, a date, a commit, a path or `unknown`. */
  readonly target: string;
  /** Which gpt-neox are known, or as which one is judged that is not; of a user's own which one it is nearest to. */
  readonly known: string;
  readonly gpus: number | null;
  /** How far it comes, in words, where it starts and stops later. */
  readonly outcome?: string;
}
