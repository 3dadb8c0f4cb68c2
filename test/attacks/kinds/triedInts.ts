/** Each is written as an octal number, has a fix for that, and the fix is tried. */
const INTS = [
  ...["log_interval", "steps_per_print", "seed", "eval_interval", "eval_iters", "num_workers"],
  ...["hysteresis", "min_scale", "loss_scale_window", "checkpoint_num_layers", "keep_last_n_checkpoints"],
  ...[
    "train_iters",
    "lr_decay_iters",
    "checkpoint_factor",
    "mlp_multiple_of",
    "moe_num_experts",
    "moe_top_k",
  ],
  ...["expansion_factor", "rotary_emb_base", "maximum_tokens", "num_samples", "top_k", "profile_step_start"],
  ...["profile_step_stop", "num_gpus", "num_nodes", "master_port", "sliding_window_width", "dim_att"],
  ...["head_size", "s3_chunk_size", "num_unique_layers", "rank", "world_size", "local_rank"],
  ...["make_vocab_size_divisible_by", "padded_vocab_size", "moe_expert_parallel_size"],
];

/** Lines with forty fixes that are tried: what one trial costs counts forty times. */
export const TRIED = INTS.map((key) => `${key}: 0123\n`).join("");
