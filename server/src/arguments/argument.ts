import type { Span } from "../yaml/tree";
import type { PythonValue } from "../yaml/value";

/**
 * The type NeoX declares for an argument, as `validate_types` sees it (arguments.py:1365).
 * It compares Python's exact types, `type(value) == annotation`; only an int passes for a float, and None always.
 */
export type ArgumentType =
  | { readonly kind: "int" | "float" | "bool" | "str" | "list" | "dict" }
  /** `Any`, or a class that no YAML value has: nothing but None passes. */
  | { readonly kind: "any" }
  /** `List[int]` by itself: nothing but None passes, for no value's exact type is `List[int]`. */
  | { readonly kind: "generic" }
  /** `Literal[...]`: one of these; a string also in another case, though later code may still refuse that. */
  | { readonly kind: "enum"; readonly choices: readonly (string | bigint | boolean | null)[] }
  /**
   * `Union[...]` or `Optional[...]`: the exact type must be a member, so a member such as `List[int]` or `Literal[...]`
   * never accepts anything. Members are Python source, `NoneType` for None. `isPythonUnion` is false for `int | str`,
   * which has no `__origin__`: NeoX raises AttributeError for every value but None.
   */
  | { readonly kind: "union"; readonly members: readonly string[]; readonly isPythonUnion: boolean };

/** A change of an argument's declared type or default, with the commit that made it; both as Python source. */
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

/** A name in a file of a gpt-neox checkout. */
export interface SourcePlace {
  /** Relative to the checkout: `megatron/neox_arguments/neox_args.py`. */
  readonly path: string;
  /** Zero-based. */
  readonly line: number;
  readonly character: number;
  readonly span: Span;
}

/** One argument of NeoX at one version: what a config may set. */
export interface Argument {
  readonly name: string;
  /** The dataclass it is declared in, without `NeoXArgs`: `Model`, `Parallelism`, `Training`, ... */
  readonly group: string;
  readonly type: ArgumentType;
  /** The annotation as declared, for example `Literal['normal', 'scaled_normal']`. */
  readonly declared: string;
  /** Undefined where only running the user's own checkout would tell. */
  readonly default: PythonValue | undefined;
  readonly introduced?: HistoryPoint;
  readonly removed?: HistoryPoint;
  /** Every change after v2.0, oldest first, also those before or after this version. */
  readonly changes: readonly ArgumentChange[];
  /** `overwritten`: NeoX computes it and drops what the file says; `internal`: never meant for a file. */
  readonly setBy: "user" | "user-or-derived" | "overwritten" | "internal";
  /** For an overwritten argument, the keys to set instead, for example `optimizer.params.lr`. */
  readonly decidedBy?: readonly string[];
  /** Where it is declared, `megatron/neox_arguments/neox_args.py:295`: at main, or in the last version that had it. */
  readonly declaredAt: string;
  /** The text under the field in a user's own checkout; only there. */
  readonly docstring?: string;
  /** The field's name in a user's own checkout; only there. */
  readonly place?: SourcePlace;
}

/** The arguments one version of NeoX knows. */
export interface Catalogue {
  get(name: string): Argument | undefined;
  readonly names: readonly string[];
}
