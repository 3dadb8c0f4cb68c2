/** What the client's commands ask of the server, besides the Language Server Protocol. */

/** `ExplainParams` to `Explanation`, or null where there is nothing to explain. */
export const EXPLAIN_REQUEST = "neoxConfig/explain";
/** `ConfigParams` to the launch's values as lines of YAML, an `EffectiveLine[]`; null for a text that is no config. */
export const EFFECTIVE_REQUEST = "neoxConfig/effective";
/** `ConfigParams` to what is known of the checkout of gpt-neox that runs the config, as Markdown; null where none does. */
export const CHECKOUT_REQUEST = "neoxConfig/checkout";
/** `ConfigParams` to a `WorkspaceEdit` to confirm, or null when nothing is out of date. */
export const UP_TO_DATE_REQUEST = "neoxConfig/bringUpToDate";
/** `CompareParams` to what differs between two configs, as Markdown; null where one is no config. */
export const COMPARE_REQUEST = "neoxConfig/compare";
/** `ConfigParams` to the launches of the workspace that its active one can be compared with, a `LaunchCandidate[]`. */
export const COMPARABLE_REQUEST = "neoxConfig/comparable";
/** `WhyParams` to why a run failed, a `WhyAnswer`; null where its log cannot be read. */
export const WHY_REQUEST = "neoxConfig/why";

/** `AskNeoxParams` to what NeoX itself does with the launch, as Markdown; null where it cannot be asked. */
export const ASK_NEOX_REQUEST = "neoxConfig/askNeox";

/** An open text whose checkout is run with this Python: only on a user's word. */
export interface AskNeoxParams extends ConfigParams {
  readonly python: string;
}

/** An open text. */
export interface ConfigParams {
  readonly uri: string;
}

/** An open text in its active launch, and another config, open or not; without one, the launch that saved its checkpoint. */
export interface CompareParams extends ConfigParams {
  readonly other?: string;
  /** The id of one of the other's launches; default: its active one. */
  readonly launch?: string;
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

/** A log: its text, or the URI of a file on the machine of the server. */
export type LogSource = { readonly name: string } & ({ readonly text: string } | { readonly uri: string });

export interface WhyParams {
  readonly logs: readonly LogSource[];
  /** The config that the reader has open, which may be of the run. */
  readonly uri?: string;
}

export interface WhyAnswer {
  readonly failed: boolean;
  readonly markdown: string;
  /** Where the likeliest keys are set in the config of the run. */
  readonly places: readonly KeyPlace[];
}

/** A line of the page of effective values, and where a file sets what it shows. */
export interface EffectiveLine {
  readonly text: string;
  readonly place?: KeyPlace;
}

export interface KeyPlace {
  readonly key: string;
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}
