import { defineKnown, type KnownFailure, type Words } from "./known";

/** How Python and guarded imports say that a module is not there. */
function absent(module: string): readonly Words[] {
  return [
    `No module named '${module}'`,
    `No module named '${module}.`,
    ["cannot import name", `from '${module}'`],
    ["cannot import name", `from '${module}.`],
    `name '${module}' is not defined`,
    `lease install ${module}`,
    `nable to import ${module}`,
    `requires ${module} `,
  ];
}

/** What asks for a Python package, by its name, and what to do without it. */
const PACKAGES: readonly {
  readonly modules: readonly string[];
  readonly keys?: readonly string[];
  readonly first?: "set";
  readonly advice: string;
}[] = [
  {
    modules: ["apex", "fused_layer_norm_cuda", "fused_rms_norm_cuda"],
    keys: ["layernorm_fusion", "rmsnorm_fusion"],
    first: "set",
    advice: "Install apex with its CUDA extensions, or turn layernorm_fusion and rmsnorm_fusion off.",
  },
  {
    modules: ["megablocks", "grouped_gemm", "stk"],
    keys: ["moe_num_experts"],
    advice: "Install megablocks and grouped_gemm, or set moe_num_experts to 1.",
  },
  {
    modules: [
      "flash_attn",
      "flash_attn_2_cuda",
      "flash_attn_cuda",
      "flash_attn_interface",
      "ring_flash_attn",
    ],
    keys: ["attention_config"],
    advice: 'Install flash-attn for this torch, or let attention_config say "global".',
  },
  {
    modules: [
      "transformer_engine",
      "transformer-engine",
      "transformer_engine_extensions",
      "transformer_engine_torch",
    ],
    keys: ["te_columnparallel", "te_rowparallel", "te_layernorm_mlp", "te_mha", "te_fp8_mha"],
    first: "set",
    advice: "Install TransformerEngine, or turn the keys that begin with te_ off.",
  },
  {
    modules: ["mamba_ssm", "selective_scan_cuda", "causal_conv1d", "causal_conv1d_cuda"],
    keys: ["mamba_selective_scan_fusion", "mamba_causal_conv_fusion", "attention_config"],
    first: "set",
    advice: "Install mamba-ssm and causal-conv1d for this torch, or turn mamba's fusions off.",
  },
  {
    modules: ["wkv", "rwkv", "fla"],
    keys: ["attention_config"],
    advice: "Install what RWKV's kernels need, or choose another kind in attention_config.",
  },
  {
    modules: ["mpi4py"],
    keys: ["deepspeed_mpi", "launcher"],
    advice: "Install mpi4py, or do not set deepspeed_mpi.",
  },
  { modules: ["wandb"], keys: ["use_wandb"], advice: "Install wandb, or set use_wandb: false." },
  { modules: ["comet_ml"], keys: ["use_comet"], advice: "Install comet_ml, or set use_comet: false." },
  {
    modules: ["tensorboard", "tensorboardX"],
    keys: ["tensorboard_dir"],
    advice: "Install tensorboard, or leave tensorboard_dir out.",
  },
  {
    modules: ["bitsandbytes"],
    keys: ["use_bnb_optimizer", "optimizer"],
    advice: "Install bitsandbytes, or set use_bnb_optimizer: false.",
  },
  {
    modules: ["triton", "deepspeed.ops.sparse_attention"],
    keys: ["attention_config"],
    advice: "Install the triton that sparse attention needs, or choose attention that is not sparse.",
  },
  {
    modules: ["lm_eval", "best_download"],
    keys: ["eval_tasks"],
    advice: "Install lm-eval in the version that NeoX's requirements name, or leave eval_tasks out.",
  },
  {
    modules: ["tokenizers", "tiktoken", "sentencepiece", "transformers"],
    keys: ["tokenizer_type"],
    advice: "Install the package of the tokenizer that tokenizer_type chooses.",
  },
  {
    modules: ["scaled_upper_triang_masked_softmax_cuda"],
    keys: ["scaled_upper_triang_masked_softmax_fusion"],
    advice:
      "Build the fused kernels (python megatron/fused_kernels/setup.py install), or turn scaled_upper_triang_masked_softmax_fusion off.",
  },
  {
    modules: ["scaled_masked_softmax_cuda"],
    keys: ["scaled_masked_softmax_fusion"],
    advice:
      "Build the fused kernels (python megatron/fused_kernels/setup.py install), or turn scaled_masked_softmax_fusion off.",
  },
  {
    modules: ["fused_rotary_positional_embedding"],
    keys: ["rope_fusion"],
    advice:
      "Build the fused kernels (python megatron/fused_kernels/setup.py install), or turn rope_fusion off.",
  },
  { modules: ["mup"], keys: ["use_mup"], advice: "Install mup, or set use_mup: false." },
  {
    modules: ["boto3", "botocore", "hf_transfer", "awscrt"],
    keys: ["s3_path"],
    advice: "Install boto3 and hf-transfer, or leave s3_path out.",
  },
];

function rowOf({ modules, ...row }: (typeof PACKAGES)[number]): KnownFailure {
  return { id: `package-${modules[0]}`, cause: "environment", says: modules.flatMap(absent), ...row };
}

/** What DeepSpeed and torch say when an extension cannot be compiled. */
const NOT_COMPILED = [
  "CUDAMismatchException",
  "does not match the version torch was compiled with",
  "Error building extension",
  "MissingCUDAException",
  "CUDA_HOME",
  "inja is required",
  "nvcc",
];

/** Python packages, compiled extensions and the CUDA that they were built for. */
export default defineKnown([
  {
    id: "flash-library",
    cause: "environment",
    says: [
      ["flash_attn", "undefined symbol"],
      ["flash_attn", ".so:"],
    ],
    keys: ["attention_config"],
    advice: "flash-attn was built for another torch: install it anew for this one.",
  },
  {
    id: "library-mismatch",
    cause: "environment",
    says: [
      "undefined symbol",
      ["version `GLIBC", "not found"],
      ["version `CXXABI", "not found"],
      "cannot open shared object file",
      "DLL load failed",
      "numpy.dtype size changed",
      "compiled using NumPy 1.x",
      "module 'numpy' has no attribute",
    ],
    advice: "A compiled package was built for other versions than those installed: install it anew.",
  },
  ...PACKAGES.map(rowOf),
  {
    id: "dataset-helpers",
    cause: "environment",
    says: ["Making C++ dataset helpers module failed", "cannot import name 'helpers'"],
    advice:
      "The index builders of the data could not be compiled: make and g++ with pybind11 are needed on every node.",
    alone: true,
  },
  {
    id: "fused-kernels-absent",
    cause: "environment",
    says: ["ERROR: Fused kernels configured but not"],
    keys: ["scaled_upper_triang_masked_softmax_fusion", "scaled_masked_softmax_fusion", "rope_fusion"],
    first: "set",
    advice:
      "Build the fused kernels (python megatron/fused_kernels/setup.py install), or turn the fusions off.",
    alone: true,
  },
  {
    id: "fused-kernels-build",
    cause: "environment",
    in: ["fused_kernels/__init__.py:"],
    keys: ["scaled_upper_triang_masked_softmax_fusion", "scaled_masked_softmax_fusion", "rope_fusion"],
    first: "set",
    advice:
      "The fused kernels could not be built: CUDA_HOME has to name a CUDA with nvcc; or turn the fusions off.",
  },
  {
    id: "optimizer-build",
    cause: "environment",
    says: NOT_COMPILED,
    in: [
      "ops/adam/",
      "ops/lion/",
      "ops/lamb/",
      "fused_adam",
      "cpu_adam",
      "fused_lion",
      "cpu_lion",
      ":get_optimizer",
    ],
    keys: ["optimizer"],
    advice:
      "DeepSpeed compiles the optimizer at the first start: nvcc has to be of the CUDA that torch was built for, and ninja installed.",
  },
  {
    id: "extension-build",
    cause: "environment",
    says: NOT_COMPILED,
    advice:
      "An extension is compiled at the first start: nvcc has to be of the CUDA that torch was built for, and ninja installed.",
  },
  {
    id: "package-any",
    cause: "environment",
    says: ["No module named"],
    begins: ["ImportError"],
    advice: "Install the package that is missing into the Python that runs the ranks, on every node.",
  },
  {
    id: "driver-old",
    cause: "environment",
    says: [
      "NVIDIA driver on your system is too old",
      "driver version is insufficient",
      "Driver/library version mismatch",
      "forward compatibility was attempted",
    ],
    advice: "Install a torch that was built for an older CUDA, or a newer driver.",
  },
  {
    id: "no-gpu",
    cause: "environment",
    says: [
      "Found no NVIDIA driver",
      "no GPU resources available",
      "all CUDA-capable devices are busy or unavailable",
      "No CUDA GPUs are available",
      "no CUDA-capable device",
      "CUDA unknown error",
      "system not yet initialized",
      "Torch not compiled with CUDA enabled",
      "torch.cuda.is_available() is False",
      "libcuda.so",
    ],
    advice:
      "This process sees no GPU: look at the driver, the container's GPU options, CUDA_VISIBLE_DEVICES and what the queue gave.",
  },
  {
    id: "device-ordinal",
    cause: "environment",
    says: ["invalid device ordinal"],
    keys: ["num_gpus", "hostfile"],
    advice:
      "More ranks than GPUs on this node: num_gpus, the slots of the hostfile or CUDA_VISIBLE_DEVICES say too many.",
  },
  {
    id: "no-kernel-image",
    cause: "environment",
    says: [
      "no kernel image is available",
      "is not compatible with the current PyTorch",
      "hipErrorNoBinaryForGpu",
      "unsupported toolchain",
    ],
    advice:
      "torch or a kernel was built for other GPUs: build it anew with TORCH_CUDA_ARCH_LIST for this one.",
  },
  {
    id: "flash-version",
    cause: "environment",
    says: [["Flash-Attention version", "must be >="]],
    keys: ["attention_config", "sliding_window_width"],
    advice: "Install a newer flash-attn for what the config asks of it.",
  },
  {
    id: "flash-gpu",
    cause: "environment",
    says: ["FlashAttention only supports Ampere", "FlashAttention only supports AMD"],
    keys: ["attention_config"],
    advice: 'This GPU is too old for flash attention: let attention_config say "global".',
  },
  {
    id: "bf16-gpu",
    cause: "config",
    says: ["Type bf16 is not supported", "loat16 is not supported on", "bf16 is not supported on"],
    keys: ["precision", "bf16"],
    advice: "This GPU has no bfloat16: train in fp16.",
  },
]);
