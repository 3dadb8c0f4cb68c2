import { baseName } from "../../base/baseName";
import type { Launch } from "../../launch/launch";
import { tokenizerOf } from "../../launch/loads";
import { positiveInt } from "../sizes";

/** Tokens of a tokenizer that always has the same ones (megatron/tokenizer/tokenizer.py:25-62). */
const TOKENIZERS: ReadonlyMap<string, number> = new Map([
  ["charleveltokenizer", 512],
  ["gpt2bpetokenizer", 50_257],
  ["hfgpt2tokenizer", 50_257],
]);

/** Tokens of published vocabulary files that keep their name. */
const VOCABULARY_FILES: ReadonlyMap<string, number> = new Map([
  ["20B_tokenizer.json", 50_277],
  ["gpt2-vocab.json", 50_257],
]);

export interface Vocabulary {
  readonly size: number;
  /** Rows of the embedding. */
  readonly paddedSize: number;
}

/**
 * Tokens of the launch's tokenizer, and the rows they are padded to: a multiple of `make_vocab_size_divisible_by`
 * times the model parallel size (megatron/tokenizer/tokenizer.py:72-87 at ea7aefd8).
 * `size` comes first; undefined when only the vocabulary file would tell.
 */
export function vocabularyOf(launch: Launch, size = tokenizerSize(launch)): Vocabulary | undefined {
  const divisor = positiveInt(launch, "make_vocab_size_divisible_by");
  if (size === undefined || divisor === undefined) return undefined;
  const multiple = divisor * (positiveInt(launch, "model_parallel_size") ?? 1);
  return { size, paddedSize: multiple * Math.ceil(size / multiple) };
}

/** What its files tell comes first. */
function tokenizerSize(launch: Launch): number | undefined {
  const read = tokenizerOf(launch);
  if (read !== undefined && read !== "unknown" && "tokenizer" in read) return read.tokenizer.size;
  const file = launch.get("vocab_file");
  const named = typeof file === "string" ? VOCABULARY_FILES.get(baseName(file)) : undefined;
  const type = launch.get("tokenizer_type");
  return named ?? (typeof type === "string" ? TOKENIZERS.get(type.toLowerCase()) : undefined);
}
