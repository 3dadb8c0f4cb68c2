/** Logs, dashboards and profiling. */
export const logging: Readonly<Record<string, string>> = {
  log_interval: "Steps between log lines, at least 1. 10 shows trouble early, 100 keeps long logs short.",
  log_dir: "Folder for the text logs, one file pair a machine. Unset logs to the terminal only.",
  tensorboard_dir:
    "Folder for TensorBoard's files. Needs the tensorboard package (only a warning if missing); `profile` needs this folder.",
  use_wandb:
    "Logs to Weights & Biases. Unset means yes when an API key is found, so write `false` to be sure; `true` without a key is switched off silently.",
  wandb_project: "Project the run is logged to.",
  wandb_team: "Team (entity) the run is logged to; your own account when unset.",
  wandb_group: "Groups runs that belong together. The launcher adds a random suffix.",
  wandb_run_name: "Name of the run on the dashboard; chosen by the service when unset.",
  wandb_host: "Address of the Weights & Biases server; change it for your own.",
  wandb_init_all_ranks:
    "Every process logs, not only the first of each machine. For `log_param_norm` and `log_grad_pct_zeros` with pipeline parallelism.",
  wandb:
    "DeepSpeed's own Weights & Biases monitor, separate from `use_wandb`: NeoX's metrics do not go there.",
  tensorboard:
    "DeepSpeed's own TensorBoard monitor, separate from `tensorboard_dir`: NeoX's metrics do not go there.",
  csv_monitor: "DeepSpeed's own CSV monitor; NeoX's metrics do not go there.",
  use_comet: "Logs to Comet. Needs the comet-ml package and an API key.",
  comet_workspace: "Comet workspace; your default when unset. Only with `use_comet`.",
  comet_project: "Comet project; uncategorised when unset. Only with `use_comet`.",
  comet_experiment_name: "Name of the Comet experiment; random when unset. Only with `use_comet`.",
  comet_tags: "List of tags for the Comet experiment. Only with `use_comet`.",
  comet_others:
    "Mapping of further facts stored with the Comet experiment; must be expressible as JSON. Only with `use_comet`.",
  comet_experiment: "The running Comet experiment, kept by NeoX. Any value in a file crashes the type check.",
  git_hash: "The commit of gpt-neox, found by NeoX and stored with the run. Not for a config.",
  peak_theoretical_tflops:
    "Peak teraflops of one GPU at the training precision (312 for an A100, 989 for an H100, bfloat16 dense). With it the log shows MFU and HFU, the share of the peak that is reached.",
  log_param_norm: "Logs the norm of every parameter. For debugging; slow.",
  log_grad_norm: "Logs the norm of the gradients. Nothing is logged with `pipe_parallel_size` of 1 or more.",
  log_grad_pct_zeros:
    "Logs the share of zeros in each gradient. For debugging fp16; nothing is logged with pipeline parallelism.",
  log_optimizer_states:
    "Logs the norm of the optimizer's state. Only works with fp16 and ZeRO stage 0, and crashes otherwise.",
  log_gradient_noise_scale:
    "Meant to log the gradient noise scale. On main it crashes at the first step: leave it off.",
  gradient_noise_scale_n_batches:
    "Batches over which the gradient noise scale is measured. Only with `log_gradient_noise_scale`.",
  gradient_noise_scale_cpu_offload:
    "Keeps the gradients for the noise scale in main memory. Only with `log_gradient_noise_scale`.",
  char_level_ppl:
    "Evaluation also reports perplexity per character, which compares tokenizers. Not with pairwise data.",
  memory_profiling:
    "Records GPU memory allocations between the profiling steps. Set `memory_profiling_path`; the sequential model writes no snapshot.",
  memory_profiling_path: "Folder for memory snapshots. Required with `profile` or `memory_profiling`.",
  profile:
    "Profiles some steps with PyTorch's profiler (and nsys if it runs). Needs `memory_profiling_path` and `tensorboard_dir`.",
  profile_step_start: "First step to profile; take one after warm-up, such as 10.",
  profile_step_stop: "Step at which profiling ends; greater than `profile_step_start`.",
};
