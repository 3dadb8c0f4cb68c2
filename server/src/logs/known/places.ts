/**
 * What the code at a place is about: the keys to look at when an exception says nothing that is known. The innermost
 * function that is here counts, and of its patterns the first.
 */
const PLACES: readonly (readonly [parts: readonly string[], keys: readonly string[]])[] = [
  [["curriculum_scheduler"], ["curriculum_learning"]],
  [["elasticity"], ["elasticity", "train_batch_size"]],
  [["deepspeed/compression", "get_weight_quantization"], ["compression_training"]],
  [
    ["_batch_assertion", "_configure_train_batch_size"],
    ["train_batch_size", "train_micro_batch_size_per_gpu", "gradient_accumulation_steps"],
  ],
  [
    ["loss_scaler", "get_initial_dynamic_scale", "runtime/fp16/"],
    ["fp16", "precision"],
  ],
  [["bf16_optimizer"], ["precision", "zero_optimization"]],
  [["deepspeed/runtime/zero/", "_configure_zero_optimizer"], ["zero_optimization"]],
  [["sparse_attention"], ["attention_config", "sparsity_config"]],
  [["flash_attn", ":flash_attention"], ["attention_config"]],
  [["activation_checkpointing"], ["checkpoint_activations", "partition_activations"]],
  [
    ["learning_rates.py", ":get_learning_rate_scheduler"],
    ["warmup", "lr_decay_iters", "lr_decay_style"],
  ],
  [
    [
      "optimizers.py",
      ":get_optimizer",
      "deepspeed/ops/adam",
      "deepspeed/ops/lion",
      "deepspeed/ops/lamb",
      "torch/optim/",
      "mup/optim",
    ],
    ["optimizer"],
  ],
  [[":ensure_divisibility"], ["num_attention_heads", "model_parallel_size", "hidden_size"]],
  [["init_functions"], ["init_method", "output_layer_init_method"]],
  [["fused_softmax"], ["scaled_upper_triang_masked_softmax_fusion", "attention_softmax_in_fp32"]],
  [["mup/", "mup_substitute"], ["use_mup"]],
  [["noise_scale"], ["log_gradient_noise_scale"]],
  [["tensorboard"], ["tensorboard_dir"]],
  [[":init_wandb", "wandb/"], ["use_wandb"]],
  [["comet"], ["use_comet"]],
  [["profiler"], ["profile", "profile_step_start", "profile_step_stop"]],
  [
    ["tokeniz", "sentencepiece", "tiktoken"],
    ["vocab_file", "tokenizer_type"],
  ],
  [["mpu/data.py"], ["train_impl", "train_label_data_paths", "data_path"]],
  [["moe.py", "router.py", "megablocks"], ["moe_num_experts"]],
  [["mamba", "rwkv"], ["attention_config"]],
  [["gmlp"], ["attention_config", "seq_length"]],
  [
    ["positional_embeddings", "gpt2_attention_mask_func"],
    ["pos_emb", "seq_length", "max_position_embeddings"],
  ],
  [["mpu/initialize"], ["model_parallel_size", "pipe_parallel_size"]],
  [["runtime/pipe/"], ["pipe_parallel_size"]],
  [["lm_eval", "eval_adapter"], ["eval_tasks"]],
  [["megatron/data/"], ["data_path", "train_data_paths"]],
  [["text_generation_utils"], ["text_gen_type", "maximum_tokens"]],
  [["save_ds_checkpoint", "save_checkpoint"], ["save"]],
  [["load_checkpoint"], ["load"]],
];

/** Given the stack as `path:function`, outermost first. */
export function keysOfPlaces(places: readonly string[]): readonly string[] {
  const keys = places.map(
    (place) => PLACES.find(([parts]) => parts.some((part) => place.includes(part)))?.[1],
  );
  return keys.findLast((it) => it !== undefined) ?? [];
}
