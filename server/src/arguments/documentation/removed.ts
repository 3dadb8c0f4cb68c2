/** Arguments that main no longer has: what took their place. */
export const removed: Readonly<Record<string, string>> = {
  apply_residual_connection_post_layernorm:
    "Removed in 2021 without replacement: norms come before attention and MLP.",
  create_moe_param_group: "Removed with DeepSpeed's MoE on 2025-05-09, without replacement.",
  detect_nvlink_pairs: "Removed on 2025-02-18 without replacement: NCCL finds NVLink by itself.",
  enable_expert_tensor_parallelism:
    "Removed with DeepSpeed's MoE on 2025-05-09: experts are always spread over `model_parallel_size`.",
  expert_interval: "Renamed to `moe_expert_interval` on 2025-05-09.",
  gas: "Was a copy of `gradient_accumulation_steps`, removed on 2024-02-05. Set that key.",
  geglu: "Removed in 2021. Write `activation: geglu`.",
  genfile: "Renamed to `sample_output_file` in 2021.",
  greedy: "Removed in 2021. `temperature: 0` is greedy.",
  label_data_paths:
    "Split into `train_label_data_paths`, `valid_label_data_paths` and `test_label_data_paths` on 2024-08-27.",
  mlp_type: "Removed on 2024-09-10. `llama` is now `activation: swiglu` with `use_bias_in_mlp: false`.",
  moe_eval_capacity_factor: "Removed with DeepSpeed's MoE on 2025-05-09: the router now drops no tokens.",
  moe_expert_parallel_size:
    "Removed with DeepSpeed's MoE on 2025-05-09: experts are spread over `model_parallel_size`.",
  moe_glu: "Removed with DeepSpeed's MoE on 2025-05-09, without replacement.",
  moe_loss_coeff:
    "Removed with DeepSpeed's MoE on 2025-05-09: `moe_router_type: sinkhorn` needs no balancing loss.",
  moe_min_capacity: "Removed with DeepSpeed's MoE on 2025-05-09: the router now drops no tokens.",
  moe_token_dropping: "Removed with DeepSpeed's MoE on 2025-05-09: the router now drops no tokens.",
  moe_train_capacity_factor: "Removed with DeepSpeed's MoE on 2025-05-09: the router now drops no tokens.",
  moe_type: "Removed on 2025-05-09: MoE layers are always those of megablocks.",
  moe_use_residual: "Removed with DeepSpeed's MoE on 2025-05-09, without replacement.",
  num_experts: "Renamed to `moe_num_experts` on 2024-05-04.",
  openai_gelu: "Removed in 2021. Write `activation: gelu`.",
  out_seq_length: "Renamed to `maximum_tokens` in 2021.",
  reset_attention_mask: "Removed in 2021 without replacement: attention crosses documents within a sequence.",
  reset_position_ids: "Removed in 2021 without replacement: positions run through a sequence.",
  save_interval:
    "Removed on 2022-12-14. `checkpoint_factor` with `checkpoint_scale: linear` is the interval.",
  save_iters:
    "Was computed from `checkpoint_factor` and `extra_save_iters`, and removed on 2024-09-29. Set those.",
  slurm_comment: "Renamed to `comment` on 2022-12-05.",
  sparsity: "Removed in 2021. Layers get their attention from `attention_config`.",
  test_data_path: "Became the list `test_data_paths` in 2021.",
  train_data_path: "Became the list `train_data_paths` in 2021.",
  use_tutel: "Removed with DeepSpeed's MoE on 2025-05-09, without replacement.",
  valid_data_path: "Became the list `valid_data_paths` in 2021.",
  zero_allow_untested_optimizer: "Removed on 2023-03-26. Put it into `deepspeed_extra_args`.",
};
