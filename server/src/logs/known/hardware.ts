import { defineKnown, type Words } from "./known";

const NO_SPACE = ["No space left on device", "Disk quota exceeded", "[Errno 28]", "[Errno 122]"];

/** How the launchers of DeepSpeed, torch and MPI tell that a signal ended a process. */
function endedBy(signal: number): readonly Words[] {
  return [`exits with return code = -${signal}\n`, `exitcode: -${signal})`, `exited on signal ${signal} `];
}

/** GPUs, disks and processes that die. */
export default defineKnown([
  {
    id: "tokens-beyond-vocabulary",
    cause: "data",
    says: [
      ["Indexing.cu", "Assertion"],
      "Assertion `srcIndex < srcSelectDimSize",
      "vectorized_gather_kernel",
      ["ScatterGatherKernel", "Assertion"],
      "Assertion `t >= 0 && t < n_classes",
      "index out of range in self",
    ],
    keys: ["vocab_file", "tokenizer_type", "data_path", "make_vocab_size_divisible_by"],
    advice:
      "The data holds tokens above the model's vocabulary: it was made with another tokenizer. Make it anew, or give this one.",
    alone: true,
  },
  {
    id: "device-assert",
    cause: "data",
    says: ["device-side assert triggered"],
    keys: ["vocab_file", "tokenizer_type", "data_path"],
    advice:
      "A kernel found an index out of its range, mostly a token above the vocabulary: CUDA_LAUNCH_BLOCKING=1 tells where.",
  },
  {
    id: "gpu-faulty",
    cause: "hardware",
    says: [
      "ECC error",
      "fallen off the bus",
      "GPU is lost",
      "NVRM: Xid",
      "Xid (",
      "hardware stack error",
      ["NVLink", "rror"],
      "an illegal instruction was encountered",
      "CUDA error: unknown error",
      "CUDA error: unspecified launch failure",
      "GPU requires reset",
    ],
    advice: "The GPU is faulty: run on another node, and report this one.",
    alone: true,
  },
  {
    id: "gpu-memory-fault",
    cause: "hardware",
    says: ["Memory access fault by GPU", "HSA_STATUS_ERROR"],
    keys: ["attention_config", "scaled_upper_triang_masked_softmax_fusion"],
    advice:
      "A kernel touched memory that is not mapped: fused kernels or flash attention built for another GPU. Build them anew, or turn them off.",
    alone: true,
  },
  {
    id: "illegal-address",
    cause: "hardware",
    says: [
      "illegal memory access",
      "misaligned address",
      "CUBLAS_STATUS_EXECUTION_FAILED",
      "CUBLAS_STATUS_INTERNAL_ERROR",
      "CUDNN_STATUS_EXECUTION_FAILED",
      "CUDNN_STATUS_INTERNAL_ERROR",
    ],
    keys: ["attention_config", "scaled_upper_triang_masked_softmax_fusion"],
    advice:
      "A kernel touched memory that is not its own: CUDA_LAUNCH_BLOCKING=1 tells which; try without flash attention and fused kernels.",
  },
  {
    id: "disk-full",
    cause: "hardware",
    says: [...NO_SPACE, "file write failed", "PytorchStreamWriter failed"],
    in: ["save_checkpoint", "serialization.py", "checkpoint_engine", "checkpointing.py"],
    keys: ["save", "keep_last_n_checkpoints"],
    advice: "The disk is full: keep_last_n_checkpoints keeps fewer, or save somewhere else.",
  },
  {
    id: "disk-full-data",
    cause: "hardware",
    says: NO_SPACE,
    in: ["megatron/data/"],
    keys: ["data_path"],
    advice: "The disk is full beside the data, where NeoX writes the index of its samples.",
  },
  {
    id: "disk-full-any",
    cause: "hardware",
    says: NO_SPACE,
    keys: ["save", "tensorboard_dir", "log_dir"],
    advice: "The disk is full.",
  },
  {
    id: "file-write-order",
    cause: "hardware",
    says: ["unexpected pos "],
    keys: ["save", "keep_last_n_checkpoints"],
    advice: "A checkpoint could not be written to its end, mostly because the disk is full.",
    isEcho: true,
  },
  {
    id: "disk-fault",
    cause: "hardware",
    says: [
      "[Errno 5]",
      "[Errno 116]",
      "[Errno 121]",
      "Input/output error",
      "Stale file handle",
      "Remote I/O error",
      "Transport endpoint is not connected",
    ],
    advice: "The file system failed: look at its mount on this node.",
  },
  {
    id: "open-files",
    cause: "environment",
    says: ["Too many open files", "[Errno 24]"],
    keys: ["num_workers"],
    advice:
      "A process may not open so many files here: raise ulimit -n on every node, or use fewer num_workers.",
  },
  {
    id: "segmentation-fault",
    cause: "environment",
    says: ["Segmentation fault", "Fatal Python error", "SIGSEGV", ...endedBy(11)],
    advice:
      "A compiled package crashed: those that were built for another torch or CUDA come first, such as flash-attn, apex and the fused kernels.",
    alone: true,
  },
  {
    id: "illegal-instruction",
    cause: "environment",
    says: ["Illegal instruction", ...endedBy(4)],
    advice: "A compiled package was built for another processor: build it anew on this one.",
    alone: true,
  },
  {
    id: "bus-error",
    cause: "environment",
    says: ["Bus error", "SIGBUS", ...endedBy(7)],
    advice:
      "Shared memory is too small, as in a container: --shm-size or --ipc=host; or a file that is mapped into memory was cut short.",
    alone: true,
  },
  {
    id: "stopped-from-outside",
    cause: "scheduler",
    says: [
      ...[15, 2, 1].flatMap(endedBy),
      "Main process received SIG",
      "got signal: 15",
      "got signal: 2",
      "got signal: 1",
      "death signal",
      "SIGTERM received",
      ["task ", ": Terminated"],
      ["task ", ": User defined signal"],
    ],
    begins: ["KeyboardInterrupt", "Terminated"],
    keys: ["checkpoint_factor"],
    advice: "The run was stopped from outside: start it again from its last checkpoint.",
    alone: true,
  },
  {
    id: "killed",
    cause: "hardware",
    says: [...endedBy(9), "SIGKILL", ["task ", ": Killed"]],
    begins: ["Killed"],
    advice:
      "The process was killed without a word, mostly because the node ran out of host memory: look at the node's kernel log.",
    alone: true,
    isEcho: true,
  },
  {
    id: "aborted",
    cause: "hardware",
    says: [...endedBy(6), "SIGABRT"],
    advice: "The process aborted: look for what it printed before.",
    alone: true,
    isEcho: true,
  },
]);
