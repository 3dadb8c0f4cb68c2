/** What NeoX's tokenizer would be (megatron/tokenizer/tokenizer.py:build_tokenizer), from its files. */
export interface Tokenizer {
  /** Tokens, before padding. */
  readonly size: number;
  /** The largest id of a token, where the file tells. */
  readonly largestId?: number;
  /** The token between documents; null where there is none. */
  readonly endOfDocument?: TokenId | null;
  /** What NeoX takes without a word, and what nobody wants. */
  readonly oddity?: Oddity;
}

export type TokenId = number;

/**
 * `no-end-of-document`: its id is None; `unknown-piece-as-end`: SentencePiece gives the unknown piece instead;
 * `no-merges`: what is given as merges holds none; `cut`: the file ends before its end.
 */
export type Oddity = "no-end-of-document" | "unknown-piece-as-end" | "no-merges" | "cut";

/** Why NeoX cannot build a tokenizer. */
export type TokenizerProblem =
  | { readonly kind: "absent"; readonly file: TokenizerFile }
  | { readonly kind: "folder"; readonly file: TokenizerFile }
  | { readonly kind: "not-a-folder"; readonly file: TokenizerFile }
  /** Not of the kind that the tokenizer reads; `is` says what it is instead, where it can be told. */
  | { readonly kind: "other-kind"; readonly file: TokenizerFile; readonly is?: FileKind }
  | { readonly kind: "no-end-of-document"; readonly file: TokenizerFile }
  | { readonly kind: "unknown-encoding" };

export type TokenizerFile = "vocab_file" | "merge_file";

/** The kinds of files that tokenizers are read from. */
export type FileKind = "tokenizer.json" | "vocab.json" | "merges.txt" | "SentencePiece model";

export type ReadTokenizer =
  | { readonly tokenizer: Tokenizer }
  | { readonly problem: TokenizerProblem }
  /** Only a download, or files that cannot be read here, would tell. */
  | "unknown";

/** The token that NeoX looks for between documents. */
export const END_OF_DOCUMENT = "<|endoftext|>";

/** The token that it looks for to pad with. */
export const PADDING = "<|padding|>";
