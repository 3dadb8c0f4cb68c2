import { defineKnown } from "./known";

/** GPUs, disks and processes that die. */
export default defineKnown([
  {
    id: "tokens-beyond-vocabulary",
    cause: "data",
    says: /Indexing\.cu.*Assertion|Assertion `srcIndex < srcSelectDimSize|vectorized_gather_kernel|ScatterGatherKernel.*Assertion|Assertion `t >= 0 && t < n_classes|index out of range in self/,
    in: /^(?!.*positional)/,
    keys: ["vocab_file", "tokenizer_type", "data_path", "make_vocab_size_divisible_by"],
    advice:
      "The data holds tokens above the model's vocabulary: it was made with another tokenizer. Make it anew, or give this one.",
    alone: true,
  },
  {
    id: "device-assert",
    cause: "data",
    says: /device-side assert triggered/,
    keys: ["vocab_file", "tokenizer_type", "data_path"],
    advice:
      "A kernel found an index out of its range, mostly a token above the vocabulary: CUDA_LAUNCH_BLOCKING=1 tells where.",
  },
  {
    id: "gpu-faulty",
    cause: "hardware",
    says: /ECC error|fallen off the bus|GPU is lost|NVRM: Xid|\bXid \(|hardware stack error|NVLink.*error|an illegal instruction was encountered|CUDA error: unknown error|CUDA error: unspecified launch failure|GPU requires reset/i,
    advice: "The GPU is faulty: run on another node, and report this one.",
    alone: true,
  },
  {
    id: "gpu-memory-fault",
    cause: "hardware",
    says: /Memory access fault by GPU|HSA_STATUS_ERROR/,
    keys: ["attention_config", "scaled_upper_triang_masked_softmax_fusion"],
    advice:
      "A kernel touched memory that is not mapped: fused kernels or flash attention built for another GPU. Build them anew, or turn them off.",
    alone: true,
  },
  {
    id: "illegal-address",
    cause: "hardware",
    says: /illegal memory access|misaligned address|CUBLAS_STATUS_(?:EXECUTION_FAILED|INTERNAL_ERROR)|CUDNN_STATUS_(?:EXECUTION_FAILED|INTERNAL_ERROR)/,
    keys: ["attention_config", "scaled_upper_triang_masked_softmax_fusion"],
    advice:
      "A kernel touched memory that is not its own: CUDA_LAUNCH_BLOCKING=1 tells which; try without flash attention and fused kernels.",
  },
  {
    id: "disk-full",
    cause: "hardware",
    says: /No space left on device|Disk quota exceeded|file write failed|PytorchStreamWriter failed|\[Errno 28\]|\[Errno 122\]/,
    in: /save_checkpoint|serialization\.py|torch_checkpoint_engine|checkpointing\.py/,
    keys: ["save", "keep_last_n_checkpoints"],
    advice: "The disk is full: keep_last_n_checkpoints keeps fewer, or save somewhere else.",
  },
  {
    id: "disk-full-data",
    cause: "hardware",
    says: /No space left on device|Disk quota exceeded|\[Errno 28\]|\[Errno 122\]/,
    in: /megatron\/data\//,
    keys: ["data_path"],
    advice: "The disk is full beside the data, where NeoX writes the index of its samples.",
  },
  {
    id: "disk-full-any",
    cause: "hardware",
    says: /No space left on device|Disk quota exceeded/,
    keys: ["save", "tensorboard_dir", "log_dir"],
    advice: "The disk is full.",
  },
  {
    id: "file-write-order",
    cause: "hardware",
    says: /unexpected pos \d+ vs \d+/,
    keys: ["save", "keep_last_n_checkpoints"],
    advice: "A checkpoint could not be written to its end, mostly because the disk is full.",
    isEcho: true,
  },
  {
    id: "disk-fault",
    cause: "hardware",
    says: /\[Errno (?:5|116|121)\]|Input\/output error|Stale file handle|Remote I\/O error|Transport endpoint is not connected/,
    advice: "The file system failed: look at its mount on this node.",
  },
  {
    id: "segmentation-fault",
    cause: "environment",
    says: /Segmentation fault|Fatal Python error|\bSIGSEGV\b|exits with return code = -11\b|exitcode: -11\b|exited on signal 11\b/,
    advice:
      "A compiled package crashed: those that were built for another torch or CUDA come first, such as flash-attn, apex and the fused kernels.",
    alone: true,
  },
  {
    id: "illegal-instruction",
    cause: "environment",
    says: /Illegal instruction|exits with return code = -4\b|exitcode: -4\b/,
    advice: "A compiled package was built for another processor: build it anew on this one.",
    alone: true,
  },
  {
    id: "bus-error",
    cause: "environment",
    says: /\bBus error\b|\bSIGBUS\b|exits with return code = -7\b|exitcode: -7\b|exited on signal 7\b/,
    advice:
      "Shared memory is too small, as in a container: --shm-size or --ipc=host; or a file that is mapped into memory was cut short.",
    alone: true,
  },
  {
    id: "stopped-from-outside",
    cause: "scheduler",
    says: /exits with return code = -(?:15|2|1)\b|exitcode: -(?:15|2|1)\b|exited on signal (?:15|2|1)\b|Main process received SIG\w+|got signal: (?:15|2|1)\b|Received (?:15|2|1) death signal|^KeyboardInterrupt|SIGTERM received|Terminated$/,
    keys: ["checkpoint_factor"],
    advice: "The run was stopped from outside: start it again from its last checkpoint.",
    alone: true,
  },
  {
    id: "killed",
    cause: "hardware",
    says: /exits with return code = -9\b|exitcode: -9\b|exited on signal 9\b|\bSIGKILL\b|task \d+: Killed|^Killed$/,
    advice:
      "The process was killed without a word, mostly because the node ran out of host memory: look at the node's kernel log.",
    alone: true,
    isEcho: true,
  },
  {
    id: "aborted",
    cause: "hardware",
    says: /exits with return code = -6\b|exitcode: -6\b|\bSIGABRT\b/,
    advice: "The process aborted: look for what it printed before.",
    alone: true,
    isEcho: true,
  },
]);
