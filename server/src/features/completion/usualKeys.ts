/** What a training cannot do without, in the order in which one thinks of it. */
const NEEDED = words(`
  num_layers hidden_size num_attention_heads seq_length max_position_embeddings train_micro_batch_size_per_gpu
  train_iters lr_decay_iters optimizer data_path`);

/** What most configs of gpt-neox set, gpt-neox's own and other people's, by subject as its own are sorted. */
const USUAL = words(`
  pipe_parallel_size model_parallel_size num_kv_heads pos_emb rotary_pct norm no_weight_tying gpt_j_residual
  output_layer_parallelism attention_config activation intermediate_size init_method output_layer_init_method
  scaled_upper_triang_masked_softmax_fusion bias_gelu_fusion rope_fusion min_lr zero_optimization
  gradient_accumulation_steps data_impl checkpoint_activations checkpoint_num_layers partition_activations
  gradient_clipping weight_decay hidden_dropout attention_dropout precision fp16 bf16 distributed_backend
  lr_decay_style warmup checkpoint_factor eval_interval eval_iters log_interval steps_per_print wall_clock_breakdown
  tokenizer_type vocab_file merge_file save load keep_last_n_checkpoints split use_wandb wandb_project num_workers
  tensorboard_dir log_dir`);

const RANKS: ReadonlyMap<string, number> = new Map([...NEEDED, ...USUAL].map((name, index) => [name, index]));

/** Where a key stands among those that such a file usually sets, what it cannot do without first; undefined for others. */
export function usualRank(name: string): number | undefined {
  return RANKS.get(name);
}

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
