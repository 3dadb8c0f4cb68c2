import { catalogueOfAnyVersion } from "../arguments/catalogue";

/**
 * How much a top-level key says that a YAML file is a NeoX config. Every NeoX argument that is not listed here is
 * NeoX's own word: one is `DISTINCTIVE`. What other programs write as well counts less, or nothing.
 */
const SHARED_KEYS: readonly { readonly weight: number; readonly names: string }[] = [
  /** Words that a YAML file of any kind may have. */
  {
    weight: 0,
    names: `
      account activation amp batch_size bf16 checkpoint comment config_files data_types deepspeed do_train
      exclude finetune fp16 gas git_hash include iteration launcher load local_rank log_dir lr master_addr
      master_port min_lr min_scale norm num_gpus num_nodes num_samples num_workers optimizer
      optimizer_type precision profile rank save scheduler seed split temperature tensorboard top_k top_p
      train_epochs wandb wandb_group wandb_project wandb_run_name warmup weight_decay world_size`,
  },
  /** Words of machine learning, of DeepSpeed and of Hugging Face's configs. */
  {
    weight: 1,
    names: `
      activation_checkpointing attention_dropout attention_softmax_in_fp32 autotuning clip_grad
      comet_experiment comet_experiment_name comet_others comet_project comet_tags comet_workspace
      comms_logger communication_data_type compression_training csv_monitor curriculum_learning
      data_efficiency data_path distributed_backend do_test do_valid dpo_beta dump_state
      dynamic_loss_scale elasticity eval_interval eval_iters expansion_factor ffn_dim flops_profiler
      gradient_accumulation_steps gradient_clipping gradient_predivide_factor head_size hidden_dropout
      hidden_size hostfile hysteresis init_method init_method_std intermediate_size kto_beta
      kto_desirable_weight kto_undesirable_weight layernorm_epsilon log_grad_norm log_interval
      log_param_norm loss_scale loss_scale_window max_position_embeddings maximum_tokens mlp_type
      moe_num_experts moe_top_k num_attention_heads num_experts num_layers padded_vocab_size
      prescale_gradients recompute return_logits s3_chunk_size s3_path seq_length sequence_parallel
      short_seq_prob sparse_attention sparse_gradients steps_per_print tensorboard_dir tokenizer_type
      train_batch_size train_iters use_comet use_cpu_initialization use_wandb user_script vocab_file
      wall_clock_breakdown wandb_host wandb_team z_loss zero_allow_untested_optimizer zero_stage`,
  },
  /** Words of Megatron and its kin, or words that few others combine. */
  {
    weight: 2,
    names: `
      apply_query_key_layer_scaling bias_dropout_fusion bias_gelu_fusion checkpoint_activations
      checkpoint_num_layers data_impl dataset_impl eod_mask_loss exit_interval fp16_lm_cross_entropy
      keep_last_n_checkpoints label_data_paths lr_decay_fraction lr_decay_iters lr_decay_style
      make_vocab_size_divisible_by memory_profiling merge_file mmap_warmup model_parallel_size
      moe_jitter_eps moe_router_type no_load_optim no_load_rng no_save_optim no_save_rng num_kv_heads
      num_unique_layers override_lr_scheduler param_sharing_style partition_activations profile_step_start
      profile_step_stop prompt_end rms_norm_epsilon rotary_emb_base rotary_pct rpe_max_distance
      rpe_num_buckets sample_input_file sample_output_file save_iters serve_model_weights
      sliding_window_width soft_prompt_tuning sparsity_config test_data_paths train_data_paths
      train_micro_batch_size_per_gpu use_checkpoint_lr_scheduler use_mup use_qk_layernorm use_shared_fs
      valid_data_paths zero_optimization`,
  },
  /** Enough alone, but not in the company of a key that NeoX does not know. */
  { weight: 4, names: "eval_tasks" },
];

const DISTINCTIVE = 6;

/** A file whose keys weigh this much together is a NeoX config. */
export const ENOUGH = 4;

/** A key that NeoX does not know: a fork's, a mistake, or another program's. */
export const FOREIGN = -1;

const weights = new Map<string, number>();
for (const name of catalogueOfAnyVersion().names) weights.set(name, DISTINCTIVE);
for (const { weight, names } of SHARED_KEYS)
  for (const name of names.trim().split(/\s+/)) weights.set(name, weight);

/** The weight of a key, as written, with dashes or underscores. */
export function weightOf(key: string): number {
  return weights.get(key.replaceAll("-", "_")) ?? FOREIGN;
}
