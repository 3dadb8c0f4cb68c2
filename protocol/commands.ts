/** What the client's commands ask of the server, besides the Language Server Protocol. */

/** `ExplainParams` to `Explanation`, or null where there is nothing to explain. */
export const EXPLAIN_REQUEST = "neoxConfig/explain";
/** `ConfigParams` to the launch's values as YAML, or null for a text that is no config. */
export const EFFECTIVE_REQUEST = "neoxConfig/effective";
/** `ConfigParams` to a `WorkspaceEdit` to confirm, or null when nothing is out of date. */
export const UP_TO_DATE_REQUEST = "neoxConfig/bringUpToDate";
/** `CompareParams` to what differs between two open configs, as Markdown; null where one is no config. */
export const COMPARE_REQUEST = "neoxConfig/compare";

/** An open text. */
export interface ConfigParams {
  readonly uri: string;
}

/** Two open texts, each in its launch. */
export interface CompareParams extends ConfigParams {
  readonly other: string;
}

/** The name of an argument, or a place in an open text. */
export type ExplainParams =
  | { readonly name: string }
  | { readonly uri: string; readonly position: { readonly line: number; readonly character: number } };

export interface Explanation {
  readonly name: string;
  readonly markdown: string;
  /** The ids of the rules that read the argument. */
  readonly rules: readonly string[];
}
