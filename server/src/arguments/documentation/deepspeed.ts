/** Further blocks that NeoX hands to DeepSpeed as they are. */
export const deepspeed: Readonly<Record<string, string>> = {
  deepspeed: "Whether DeepSpeed is used. NeoX cannot do without: `false` is rejected.",
  deepspeed_extra_args:
    "Keys for DeepSpeed's config that NeoX has no argument for. They win over NeoX's own in DeepSpeed only, so `train_batch_size` here, for instance, silently disagrees with what NeoX computes.",
  deepscale: "Deprecated and never read. Remove it.",
  deepscale_config:
    "The old name of DeepSpeed's config, which NeoX gives itself: with this, DeepSpeed stops. Remove it.",
  autotuning:
    'DeepSpeed\'s search for batch sizes and ZeRO settings; with it, values may be `"auto"`. It only runs when `autotuning_run` is given on the command line too.',
  sparse_attention:
    "DeepSpeed's block of this name; NeoX never reads it. Use `attention_config` with `sparsity_config`.",
  flops_profiler:
    "DeepSpeed's profiler of floating-point operations; must contain `enabled`. It prints once, at its `profile_step`.",
  comms_logger: "DeepSpeed's log of collective operations, with sizes and times. For tuning a cluster.",
  compression_training:
    "DeepSpeed's quantisation and pruning, passed on as it is. Untested with NeoX's models.",
  elasticity:
    "DeepSpeed's elastic training, passed on as it is. NeoX computes batch sizes itself, so the two rarely agree.",
  steps_per_print: "Steps between DeepSpeed's own progress lines. NeoX's are set by `log_interval`.",
  wall_clock_breakdown:
    "Logs how long forward, backward and optimizer steps take. It waits for the GPU to measure, so turn it off for speed.",
  dump_state: "Prints the DeepSpeed engine's whole state after set-up. For debugging.",
};
