import { defineKnown } from "./known";

const GPU_MEMORY = [
  "out of memory",
  "OutOfMemoryError",
  "CUBLAS_STATUS_ALLOC_FAILED",
  // Libraries allocate when they are first called, and say no more than this where nothing is left.
  "CUBLAS_STATUS_NOT_INITIALIZED",
  "CUDNN_STATUS_NOT_INITIALIZED",
  "hipErrorOutOfMemory",
];

/** Memory of the GPUs, by what was being built, and of the nodes. */
export default defineKnown([
  {
    id: "gpu-memory-optimizer",
    cause: "config",
    says: GPU_MEMORY,
    in: [
      ":_configure_optimizer",
      ":_configure_fp16_optimizer",
      ":_configure_bf16_optimizer",
      ":_configure_zero_optimizer",
      ":_configure_basic_optimizer",
      "fused_optimizer.py:",
      "bf16_optimizer.py:",
      "zero/stage_1_and_2.py:__init__",
      "zero/stage_1_and_2.py:init",
      "zero/stage_1_and_2.py:step",
      "zero/stage3.py:__init__",
      "zero/stage3.py:step",
      ":initialize_optimizer_states",
      ":get_optimizer",
      ":_take_model_step",
      "torch/optim/",
    ],
    keys: ["zero_optimization", "model_parallel_size", "pipe_parallel_size", "num_layers", "hidden_size"],
    advice:
      "The optimizer's state does not fit: shard it with ZeRO stage 1, or split the model by model_parallel_size or pipe_parallel_size.",
  },
  {
    id: "gpu-memory-model",
    cause: "config",
    says: GPU_MEMORY,
    in: [":get_model", ":_build", ":setup_model_and_optimizer"],
    keys: ["model_parallel_size", "pipe_parallel_size", "zero_optimization", "num_layers", "hidden_size"],
    advice:
      "The weights do not fit: split the model by model_parallel_size or pipe_parallel_size, or choose a smaller one.",
  },
  {
    id: "gpu-memory-generation",
    cause: "config",
    says: GPU_MEMORY,
    in: ["text_generation_utils", "generate.py"],
    keys: ["maximum_tokens", "model_parallel_size", "seq_length"],
    advice: "The cache of keys and values does not fit: fewer tokens, or more model_parallel_size.",
  },
  {
    id: "gpu-memory-training",
    cause: "config",
    says: GPU_MEMORY,
    keys: [
      "train_micro_batch_size_per_gpu",
      "checkpoint_activations",
      "seq_length",
      "model_parallel_size",
      "zero_optimization",
    ],
    advice:
      "The activations do not fit: a smaller train_micro_batch_size_per_gpu with more gradient_accumulation_steps, checkpoint_activations, or flash attention.",
    alone: true,
  },
  {
    id: "node-memory",
    cause: "hardware",
    says: [
      "oom_kill",
      "oom-kill",
      "OOM Killed",
      "Out Of Memory",
      "OUT_OF_MEMORY",
      "Cannot allocate memory",
      "DefaultCPUAllocator",
      "Exceeded job memory limit",
      ["Out of memory", "Killed process"],
    ],
    begins: ["MemoryError"],
    keys: ["num_workers", "data_impl"],
    advice:
      "The node ran out of host memory: ask for more of it, or use fewer num_workers; offloading of the optimizer needs it as well.",
    alone: true,
  },
  {
    id: "loader-shared-memory",
    cause: "environment",
    says: [["DataLoader worker", "Bus error"], "insufficient shared memory", "out of shared memory"],
    keys: ["num_workers"],
    advice: "Shared memory is too small, as in a container: --shm-size or --ipc=host, or num_workers: 0.",
    alone: true,
  },
  {
    id: "loader-killed",
    cause: "hardware",
    says: [
      ["DataLoader worker", "killed by signal"],
      ["DataLoader worker", "exited unexpectedly"],
    ],
    keys: ["num_workers"],
    advice: "A process that loads data was killed, mostly for want of host memory: fewer num_workers.",
  },
]);
