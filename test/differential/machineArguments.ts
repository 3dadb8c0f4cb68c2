/** Arguments that read the machine or start something: a box without GPUs says nothing of the user's. */
export const READ_THE_MACHINE = [
  "hostfile",
  "include",
  "exclude",
  "config_files",
  "git_hash",
  "num_nodes",
  "deepspeed_slurm",
] as const;

/** Those that DeepSpeed's launcher alone reads. */
export const READ_BY_LAUNCHER = ["num_gpus", "deepspeed_mpi", "launcher", "force_multi"] as const;
