import { defineKnown } from "./known";

const GPU_MEMORY = /out of memory|OutOfMemoryError|CUBLAS_STATUS_ALLOC_FAILED|hipErrorOutOfMemory/i;

/** Memory of the GPUs, by what was being built, and of the nodes. */
export default defineKnown([
  {
    id: "gpu-memory-optimizer",
    cause: "config",
    says: GPU_MEMORY,
    in: /_configure_(?:\w+_)?optimizer|fused_optimizer|(?:stage_1_and_2|stage3|bf16_optimizer)\.py:(?:__init__|initialize|_?step)|initialize_optimizer_states|:get_optimizer|_take_model_step|torch\/optim\//,
    keys: ["zero_optimization", "model_parallel_size", "pipe_parallel_size", "num_layers", "hidden_size"],
    advice:
      "The optimizer's state does not fit: shard it with ZeRO stage 1, or split the model by model_parallel_size or pipe_parallel_size.",
  },
  {
    id: "gpu-memory-model",
    cause: "config",
    says: GPU_MEMORY,
    in: /:get_model$|:_build$|:setup_model_and_optimizer/,
    keys: ["model_parallel_size", "pipe_parallel_size", "zero_optimization", "num_layers", "hidden_size"],
    advice:
      "The weights do not fit: split the model by model_parallel_size or pipe_parallel_size, or choose a smaller one.",
  },
  {
    id: "gpu-memory-generation",
    cause: "config",
    says: GPU_MEMORY,
    in: /text_generation_utils|generate\.py/,
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
    says: /oom[-_ ]kill|OOM Killed|Out Of Memory$|\bOUT_OF_MEMORY\b|Cannot allocate memory|DefaultCPUAllocator|^MemoryError|Exceeded job memory limit|Killed process \d+ .*python/,
    keys: ["num_workers", "data_impl"],
    advice:
      "The node ran out of host memory: ask for more of it, or use fewer num_workers; offloading of the optimizer needs it as well.",
    alone: true,
  },
  {
    id: "loader-shared-memory",
    cause: "environment",
    says: /DataLoader worker .*Bus error|insufficient shared memory|out of shared memory/,
    keys: ["num_workers"],
    advice: "Shared memory is too small, as in a container: --shm-size or --ipc=host, or num_workers: 0.",
    alone: true,
  },
  {
    id: "loader-killed",
    cause: "hardware",
    says: /DataLoader worker .*(?:killed by signal|exited unexpectedly)/,
    keys: ["num_workers"],
    advice: "A process that loads data was killed, mostly for want of host memory: fewer num_workers.",
  },
]);
