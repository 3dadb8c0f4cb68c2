import type { PythonValue } from "../yaml/value";

/**
 * The type NeoX declares for an argument, as `validate_types` sees it.
 * A `union` never accepts a list member by value type `List[...]`: Python compares exact types.
 */
export type ArgumentType =
  | { readonly kind: "int" | "float" | "bool" | "str" | "list" | "dict" | "any" }
  | { readonly kind: "enum"; readonly choices: readonly (string | number | boolean | null)[] }
  | { readonly kind: "union"; readonly members: readonly string[]; readonly isPythonUnion: boolean };

/** A change of an argument's declared type or default, with the commit that made it. */
export interface ArgumentChange {
  readonly commit: string;
  readonly date: string;
  readonly what: "type" | "default";
  readonly was: string;
  readonly now: string;
}

export interface HistoryPoint {
  readonly commit: string;
  /** ISO date, `2024-11-13`. */
  readonly date: string;
}

/** One argument of NeoX at one version: what a config may set. */
export interface Argument {
  readonly name: string;
  /** The dataclass it is declared in, without `NeoXArgs`: `Model`, `Parallelism`, `Training`, ... */
  readonly group: string;
  readonly type: ArgumentType;
  /** The annotation as declared, for example `Literal['normal', 'scaled_normal']`. */
  readonly declared: string;
  readonly default: PythonValue;
  readonly introduced?: HistoryPoint;
  readonly removed?: HistoryPoint;
  readonly changes: readonly ArgumentChange[];
  /** `overwritten`: NeoX computes it and drops what the file says; `internal`: never meant for a file. */
  readonly setBy: "user" | "user-or-derived" | "overwritten" | "internal";
  /** Where it is declared, for example `megatron/neox_arguments/neox_args.py:295`. */
  readonly declaredAt: string;
}

/** The arguments one version of NeoX knows. */
export interface Catalogue {
  get(name: string): Argument | undefined;
  readonly names: readonly string[];
}
