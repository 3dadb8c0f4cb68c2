import { distance } from "fastest-levenshtein";
import { ownValue } from "../base/ownValue";
import type { Argument, Catalogue } from "./argument";

/**
 * What other frameworks and older versions of NeoX call an argument. A name that is only a misspelling needs no line;
 * of several targets the first that the catalogue knows is meant.
 */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  d_model: ["hidden_size"],
  d_ff: ["intermediate_size"],
  heads: ["num_attention_heads"],
  kv_heads: ["num_kv_heads"],
  layers: ["num_layers"],
  dropout: ["hidden_dropout"],
  resid_dropout: ["hidden_dropout"],
  attn_dropout: ["attention_dropout"],
  window_size: ["sliding_window_width"],
  rotary_base: ["rotary_emb_base"],
  tokenizer: ["tokenizer_type"],
  output_dir: ["save"],
  save_dir: ["save"],
  load_dir: ["load"],
  checkpoint_interval: ["checkpoint_factor"],
  wandb_name: ["wandb_run_name"],
  wandb_entity: ["wandb_team"],
  dim: ["hidden_size"],
  embedding_size: ["hidden_size"],
  n_embd: ["hidden_size"],
  n_layer: ["num_layers"],
  n_layers: ["num_layers"],
  num_hidden_layers: ["num_layers"],
  encoder_num_layers: ["num_layers"],
  n_head: ["num_attention_heads"],
  n_heads: ["num_attention_heads"],
  num_heads: ["num_attention_heads"],
  n_kv_heads: ["num_kv_heads"],
  num_key_value_heads: ["num_kv_heads"],
  num_query_groups: ["num_kv_heads"],
  n_positions: ["max_position_embeddings"],
  context_length: ["seq_length"],
  max_seq_len: ["seq_length"],
  seq_len: ["seq_length"],
  sequence_length: ["seq_length"],
  ffn_hidden_size: ["intermediate_size"],
  n_inner: ["intermediate_size"],
  sliding_window: ["sliding_window_width"],
  rope_theta: ["rotary_emb_base"],
  rotary_percent: ["rotary_pct"],
  position_embedding_type: ["pos_emb"],
  hidden_act: ["activation"],
  normalization: ["norm"],
  rms_norm_eps: ["rms_norm_epsilon"],
  layer_norm_eps: ["layernorm_epsilon"],
  untie_embeddings_and_output_weights: ["no_weight_tying"],
  qk_layernorm: ["use_qk_layernorm"],
  tensor_model_parallel_size: ["model_parallel_size"],
  tensor_parallel_size: ["model_parallel_size"],
  mp_size: ["model_parallel_size"],
  tp: ["model_parallel_size"],
  pipeline_model_parallel_size: ["pipe_parallel_size"],
  pipeline_parallel_size: ["pipe_parallel_size"],
  pp: ["pipe_parallel_size"],
  micro_batch_size: ["train_micro_batch_size_per_gpu"],
  per_device_train_batch_size: ["train_micro_batch_size_per_gpu"],
  global_batch_size: ["train_batch_size"],
  gas: ["gradient_accumulation_steps"],
  grad_accum_steps: ["gradient_accumulation_steps"],
  max_steps: ["train_iters"],
  num_train_epochs: ["train_epochs"],
  dtype: ["precision"],
  torch_dtype: ["precision"],
  recompute_activations: ["checkpoint_activations"],
  gradient_checkpointing: ["checkpoint_activations"],
  grad_clip: ["gradient_clipping"],
  max_grad_norm: ["gradient_clipping"],
  lr_scheduler_type: ["lr_decay_style"],
  lr_warmup_fraction: ["warmup"],
  warmup_ratio: ["warmup"],
  save_interval: ["checkpoint_factor"],
  save_iters: ["extra_save_iters"],
  save_steps: ["checkpoint_factor"],
  logging_steps: ["log_interval"],
  eval_steps: ["eval_interval"],
  num_experts: ["moe_num_experts", "num_experts"],
  num_local_experts: ["moe_num_experts", "num_experts"],
  expert_interval: ["moe_expert_interval", "expert_interval"],
  num_experts_per_tok: ["moe_top_k"],
  moe_router_topk: ["moe_top_k"],
  label_data_paths: ["train_label_data_paths", "label_data_paths"],
  train_data_path: ["train_data_paths"],
  valid_data_path: ["valid_data_paths"],
  test_data_path: ["test_data_paths"],
  train_batch: ["train_batch_size"],
  max_positions: ["max_position_embeddings"],
  use_qk_norm: ["use_qk_layernorm"],
  qk_norm: ["use_qk_layernorm"],
  slurm_comment: ["comment"],
  zero: ["zero_optimization"],
};

/** A misspelling changes at most every third character of a word, but at least one. */
const CHARACTERS_PER_SLIP = 3;

const MOST_NAMES_KEPT = 1000;

/** In characters: a longer name is no misspelling of any. */
const LONGEST_NAME = 100;

/** Shorter names are part of too many. */
const SHORTEST_PART = 12;

/** The argument that was probably meant by an unknown name (dashes or underscores); undefined when nothing is near. */
export function suggestName(name: string, catalogue: Catalogue): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const written = name.replaceAll("-", "_").toLowerCase();
  if (catalogue.get(written) !== undefined) return written;
  const renamed = ownValue(OTHER_NAMES, written)?.find((other) => catalogue.get(other) !== undefined);
  return renamed ?? nearest(written, catalogue);
}

/** The nearest arguments of names looked for so far: while one types, the same unknown names come again and again. */
const found = new WeakMap<Catalogue, Map<string, string | undefined>>();

function nearest(written: string, catalogue: Catalogue): string | undefined {
  const known = found.get(catalogue) ?? new Map<string, string | undefined>();
  found.set(catalogue, known);
  if (known.has(written)) return known.get(written);
  const candidates = catalogue.names.filter((name) => isForFiles(catalogue.get(name)));
  const own = partsOf(written);
  const near =
    nearestTo(own, candidates) ?? onlyOne(candidates.filter((name) => lacksOneWord(own, knownPartsOf(name))));
  if (known.size < MOST_NAMES_KEPT) known.set(written, near);
  return near;
}

/** The one of these names that a misspelt one is nearest to; undefined when it is near to none, or to another as well. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  return written.length > LONGEST_NAME ? undefined : nearestTo(partsOf(written), names);
}

function nearestTo(own: Parts, names: readonly string[]): string | undefined {
  let fewest = Infinity;
  let found = new Set<string>();
  for (const name of names) {
    const slips = slipsBetween(own, knownPartsOf(name));
    if (slips < fewest) found = new Set();
    if (slips < Infinity && slips <= fewest) found.add(name);
    fewest = Math.min(fewest, slips);
  }
  return onlyOne([...found]);
}

/** What NeoX computes itself is nothing to set. */
function isForFiles(argument: Argument | undefined): boolean {
  return argument?.setBy === "user" || argument?.setBy === "user-or-derived";
}

function onlyOne(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

/** How many slips turn one name into the other; infinite when they are different names and not a misspelling. */
function slipsBetween(one: Parts, other: Parts): number {
  return Math.min(
    slipsInWords(one.words, other.words),
    slipsInWords(one.sorted, other.sorted) + 1,
    slipsInWord(one.joined, other.joined, 1) + 1,
  );
}

interface Parts {
  readonly words: readonly string[];
  readonly sorted: readonly string[];
  readonly joined: string;
}

function partsOf(name: string): Parts {
  const words = name.split("_");
  return { words, sorted: words.toSorted(), joined: words.join("") };
}

/** Of names that others are compared with: there are some hundreds, and each is compared with each unknown one. */
const parts = new Map<string, Parts>();

function knownPartsOf(name: string): Parts {
  const known = parts.get(name) ?? partsOf(name);
  if (parts.size < MOST_NAMES_KEPT) parts.set(name, known);
  return known;
}

/** Slips word by word, for one word in place of another is no misspelling: `vocab_size` is not `vocab_file`. */
function slipsInWords(words: readonly string[], others: readonly string[]): number {
  if (words.length !== others.length) return Infinity;
  let sum = 0;
  for (const [index, word] of words.entries()) {
    sum += slipsInWord(word, others[index] ?? "", word.length / CHARACTERS_PER_SLIP);
    if (sum === Infinity) break;
  }
  return sum;
}

/** Characters changed, two in another order counting once; infinite when more than allowed (at least one is). */
function slipsInWord(word: string, other: string, allowed: number): number {
  const most = Math.max(1, Math.floor(allowed));
  if (Math.abs(word.length - other.length) > most) return Infinity;
  const changed = distance(word, other);
  const slips = changed === 2 && sortedLetters(word) === sortedLetters(other) ? 1 : changed;
  return slips <= most ? slips : Infinity;
}

function sortedLetters(word: string): string {
  return [...word].sort().join("");
}

/** `position_embeddings` for `max_position_embeddings`; but a missing `no` would be the opposite. */
function lacksOneWord({ words, joined }: Parts, { words: others }: Parts): boolean {
  if (joined.length + words.length - 1 < SHORTEST_PART) return false;
  const missing = others.filter((word) => !words.includes(word));
  return missing.length === 1 && missing[0] !== "no" && words.every((word) => others.includes(word));
}
