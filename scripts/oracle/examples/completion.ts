/**
 * What an example needs to be a whole launch: values of keys that it leaves out, in a file of their own beside its own
 * text, for NeoX merges files that set different keys.
 */

/** A value where neither the key nor one of these others is given. */
interface Completion {
  readonly value: string;
  readonly unless?: readonly string[];
}

const DATA_KEYS = ["train_data_paths", "pos_train_data_paths"];
const LENGTHS = ["train_epochs"];

const MODEL: Readonly<Record<string, Completion>> = {
  num_layers: { value: "2" },
  hidden_size: { value: "192" },
  num_attention_heads: { value: "4" },
  seq_length: { value: "64" },
  max_position_embeddings: { value: "64" },
  train_micro_batch_size_per_gpu: { value: "2", unless: ["train_batch_size"] },
  optimizer: { value: "{type: Adam, params: {lr: 0.001}}" },
  zero_optimization: { value: "{stage: 0}" },
  data_impl: { value: "mmap" },
  tokenizer_type: { value: "HFTokenizer" },
  vocab_file: { value: "data/tokenizer.json" },
  num_workers: { value: "0" },
  log_interval: { value: "1" },
  steps_per_print: { value: "1" },
};

/** Generation sets up the optimizer and its schedule too. */
const ITERATIONS: Readonly<Record<string, Completion>> = {
  train_iters: { value: "4", unless: LENGTHS },
  lr_decay_iters: { value: "4", unless: [...LENGTHS, "train_iters"] },
};

const TRAINING: Readonly<Record<string, Completion>> = {
  data_path: { value: "data/tiny_text_document", unless: DATA_KEYS },
  ...ITERATIONS,
  eval_interval: { value: "2" },
};

/** Generation in fp32 without ZeRO stops as it loads. */
const GENERATION: Readonly<Record<string, Completion>> = {
  ...ITERATIONS,
  load: { value: "ckpt" },
  precision: { value: "bfloat16", unless: ["fp16", "bf16"] },
  num_samples: { value: "1" },
  maximum_tokens: { value: "8" },
};

/** Evaluation stops every pipeline, so that only what is about it evaluates. */
const EVALUATED = { eval_iters: { value: "1" } };
const NOT_EVALUATED = { eval_iters: { value: "0" } };

const SAVED = { save: { value: "ckpt" }, checkpoint_factor: { value: "2" } };

/** The kinds of launch that examples are. */
export type ExampleKind = "training" | "evaluated" | "saved" | "generation" | "before generation";

export const COMPLETIONS: Readonly<Record<ExampleKind, Readonly<Record<string, Completion>>>> = {
  training: { ...MODEL, ...TRAINING, ...NOT_EVALUATED },
  evaluated: { ...MODEL, ...TRAINING, ...EVALUATED },
  saved: { ...MODEL, ...TRAINING, ...NOT_EVALUATED, ...SAVED },
  generation: { ...MODEL, ...GENERATION },
  "before generation": { ...MODEL, ...TRAINING, ...NOT_EVALUATED, ...GENERATION, ...SAVED },
};

/** The lines that complete a launch which sets `has` already, but for `without`. */
export function completionText(
  kind: ExampleKind,
  has: (key: string) => boolean,
  without: readonly string[],
): string {
  const lines = Object.entries(COMPLETIONS[kind]).flatMap(([key, { value, unless = [] }]) =>
    without.includes(key) || [key, ...unless].some(has) ? [] : [`${key}: ${value}\n`],
  );
  return lines.join("");
}

/** Sizes that take a GPU, by what they become; the relations between them stay. */
const SMALLER: Readonly<Record<string, (size: number) => number>> = {
  hidden_size: (size) => (size >= 512 ? size / 4 : size),
  seq_length: (size) => (size >= 1024 ? size / 32 : size),
  max_position_embeddings: (size) => (size >= 1024 ? size / 32 : size),
  // A gMLP layer wants as many sequences as a sequence has tokens.
  train_micro_batch_size_per_gpu: (size) => (size >= 1024 ? size / 32 : size),
  checkpoint_factor: (size) => (size >= 100 ? 2 : size),
};

/** A context and its positions are told together. */
const CONTEXT = ["seq_length", "max_position_embeddings", "train_micro_batch_size_per_gpu"];

/** A text with sizes that a CPU trains in a second, but for the keys in `without`. */
export function withSmallSizes(text: string, without: readonly string[]): string {
  const kept = CONTEXT.some((key) => without.includes(key)) ? [...without, ...CONTEXT] : without;
  return text.replace(/^(\w+): (\d+)$/gm, (line, key: string, size: string) => {
    const smaller = kept.includes(key) ? undefined : SMALLER[key];
    return smaller === undefined ? line : `${key}: ${smaller(Number(size))}`;
  });
}

/** A text with other values of top-level keys that it sets. */
export function withValues(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/^(\w+): .*$/gm, (line, key: string) => {
    const value = values[key];
    return value === undefined ? line : `${key}: ${value}`;
  });
}
