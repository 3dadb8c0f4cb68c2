/** Machines and processes. */
export const launcher: Readonly<Record<string, string>> = {
  hostfile:
    "File listing the machines, a line each: `worker-1 slots=8`. The sum of slots is the number of GPUs. When the file does not exist NeoX only warns, and the job runs on one machine.",
  include:
    "Machines and GPUs of the hostfile to use: `node-a:0,1,2,3@node-b:0,1` is four of the first and two of the second. The DeepSpeed of 2025 leaves out a machine without numbers. Not with `exclude`, `num_nodes` or `num_gpus`.",
  exclude: "Machines and GPUs of the hostfile not to use, written as for `include`. Not together with it.",
  num_nodes: "Use only the first so many machines of the hostfile; -1 uses all.",
  num_gpus:
    "Use only so many GPUs per machine. Without a hostfile NeoX computes batch sizes from all local GPUs nevertheless, and DeepSpeed then rejects them.",
  master_port:
    "Port of the first machine over which the processes find each other. Change it when several jobs share a machine.",
  master_addr:
    "Address of the first machine; found by itself when unset. Set it when machines have several networks.",
  launcher:
    "How processes start on other machines: `pdsh` (ssh), `openmpi`, `mvapich` or `slurm`. On Slurm, `slurm` with `deepspeed_slurm: true`.",
  force_multi:
    "Starts through the launcher even for one machine, so that you can start a job on a single remote node.",
  no_ssh_check:
    "Skips the test whether the first machine can be reached by ssh. Set it on clusters that do not allow ssh.",
  comment: "Text for Slurm's `--comment`, which some clusters require. Only with `launcher: slurm`.",
  account: "Account for Slurm's `--account`. Only with `launcher: slurm`.",
  deepspeed_mpi: "Takes ranks from an MPI environment, for jobs started by mpirun.",
  deepspeed_slurm:
    "Takes ranks from Slurm's environment variables, for jobs inside srun. Outside of it they are missing and the start fails.",
  autotuning_run:
    "`tune` or `run`: starts DeepSpeed's autotuning, with the `autotuning` block. Usually given on the command line.",
  user_script: "The script to start, from the command line of `deepy.py`, which always wins over a config.",
  local_rank: "Number of the process on its machine. The launcher sets it: not for a config.",
  rank: "Number of the process in the whole job. The launcher sets it: not for a config.",
  do_train: "Whether there is training to do; NeoX sets it from `train_iters`. Not for a config.",
  do_valid: "Whether there is validation to do; NeoX sets it from `eval_iters`. Not for a config.",
  do_test: "Whether there is a test to do; NeoX sets it from `eval_iters`. Not for a config.",
  adlr_autoresume: "A leftover of NVIDIA's own cluster that nothing uses.",
  adlr_autoresume_interval: "A leftover of NVIDIA's own cluster that nothing uses.",
};
