import { distance } from "fastest-levenshtein";
import type { Catalogue } from "./argument";

/**
 * What other frameworks and older versions of NeoX call an argument. A name that is only a misspelling needs no line;
 * of several targets the first that the catalogue knows is meant.
 */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  d_model: ["hidden_size"],
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
  tie_word_embeddings: ["no_weight_tying"],
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
  mlp_type: ["activation"],
  label_data_paths: ["train_label_data_paths", "label_data_paths"],
  train_data_path: ["train_data_paths"],
  valid_data_path: ["valid_data_paths"],
  test_data_path: ["test_data_paths"],
  slurm_comment: ["comment"],
  zero: ["zero_optimization"],
};

/** A misspelling changes at most every third character. */
const CHARACTERS_PER_SLIP = 3;

/** The argument that was probably meant by an unknown name (dashes or underscores); undefined when nothing is near. */
export function suggestName(name: string, catalogue: Catalogue): string | undefined {
  const written = name.replaceAll("-", "_").toLowerCase();
  if (catalogue.get(written) !== undefined) return written;
  const renamed = OTHER_NAMES[written]?.find((other) => catalogue.get(other) !== undefined);
  return renamed ?? nearest(written, catalogue);
}

function nearest(written: string, catalogue: Catalogue): string | undefined {
  let best: { name: string; slips: number } | undefined;
  for (const name of catalogue.names) {
    const slips = slipsBetween(written, name);
    if (slips <= written.length / CHARACTERS_PER_SLIP && slips < (best?.slips ?? Infinity))
      best = { name, slips };
  }
  return best?.name;
}

/** Edits between two names, where words in another order (`size_hidden`) or run together (`hiddensize`) cost one. */
function slipsBetween(written: string, name: string): number {
  const wordsCount = written.includes("_") ? distance(inOrder(written), inOrder(name)) + 1 : Infinity;
  return Math.min(distance(written, name), distance(joined(written), joined(name)) + 1, wordsCount);
}

function inOrder(name: string): string {
  return name.split("_").sort().join("_");
}

function joined(name: string): string {
  return name.replaceAll("_", "");
}
