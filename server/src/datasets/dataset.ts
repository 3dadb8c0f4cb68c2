/** What an index and its data hold, as `make_dataset` of megatron/data/indexed_dataset.py would find them. */
export interface Dataset {
  /** The name without `.bin` and `.idx`, as the config writes it. */
  readonly prefix: string;
  readonly hasIndex: boolean;
  readonly hasData: boolean;
  /** Undefined where the index is missing, or not one that can be read (see `problem`). */
  readonly index?: DatasetIndex;
  /** Why NeoX cannot open it. */
  readonly problem?: DatasetProblem;
  /** Bytes of the `.bin`. */
  readonly dataBytes: number;
  /** Where a file is missing from a folder that is there: whole data sets with names that begin so, or end so. */
  readonly others?: readonly string[];
}

/** `mmap` is what NeoX writes today; `cached` was written by `--dataset-impl lazy` and `cached`. */
export type DatasetFormat = "mmap" | "cached";

export type DatasetProblem =
  | { readonly kind: "no-index-file" }
  | { readonly kind: "cut"; readonly expected: number; readonly actual: number }
  | { readonly kind: "version"; readonly version: number }
  | { readonly kind: "type"; readonly code: number }
  | { readonly kind: "no-data" };

export interface DatasetIndex {
  readonly format: DatasetFormat;
  /** As numpy names it. */
  readonly type: TokenType;
  readonly bytesPerToken: number;
  /** Sequences, which NeoX takes for documents (megatron/data/data_utils.py:build_train_valid_test_datasets). */
  readonly documents: number;
  /** Undefined where the index is inconsistent. */
  readonly tokens: number | undefined;
  /** Of the documents that were looked at. */
  readonly sample: DocumentSample;
}

export interface DocumentSample {
  readonly documents: number;
  /** Whether that is all of them. */
  readonly isWhole: boolean;
  /** Tokens of the shortest and the longest. */
  readonly shortest: number;
  readonly longest: number;
  /** Tokens of each document, where all of them were looked at. */
  readonly sizes?: readonly number[];
  /** Undefined where no token was read. */
  readonly smallestToken: number | undefined;
  readonly largestToken: number | undefined;
  /** A tenth of the tokens that were looked at are at least this. */
  readonly upperTenth?: number | undefined;
  /** Of labels: the first place in any document at which there is something to learn; none is Infinity. */
  readonly firstLearned?: number | undefined;
  /**
   * By where every document that was looked at has its second token of 0 or above, its first token aside: for labels, by
   * where two of them are learned from. Undefined where one has no second.
   */
  readonly secondKept?: number | undefined;
  /** Whether every token that the index points at was looked at. */
  readonly isEveryToken: boolean;
  /** The first document that does not lie in the `.bin`. */
  readonly outside: number | undefined;
  /** Where the last document ends, in bytes. */
  readonly end: number;
}

export type TokenType = "uint8" | "int8" | "int16" | "int32" | "int64" | "float32" | "float64" | "uint16";

interface TypeFacts {
  readonly name: TokenType;
  readonly bytes: number;
}

/** By the code in an index (megatron/data/indexed_dataset.py:dtypes). */
export const TOKEN_TYPES: ReadonlyMap<number, TypeFacts> = new Map([
  [1, { name: "uint8", bytes: 1 }],
  [2, { name: "int8", bytes: 1 }],
  [3, { name: "int16", bytes: 2 }],
  [4, { name: "int32", bytes: 4 }],
  [5, { name: "int64", bytes: 8 }],
  [6, { name: "float32", bytes: 4 }],
  [7, { name: "float64", bytes: 8 }],
  [8, { name: "uint16", bytes: 2 }],
]);
