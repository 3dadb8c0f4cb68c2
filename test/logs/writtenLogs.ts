import type { Cause } from "../../server/src/logs/known/known";

/** A log as people have one, written from what torch, NCCL, DeepSpeed, NeoX and Slurm print, with the answer. */
export interface WrittenLog {
  readonly name: string;
  readonly text: string;
  readonly ended: "failed" | "well";
  readonly cause?: Cause | null;
  /** The first of the keys; undefined where the config has no part in it. */
  readonly key?: string;
  readonly rank?: number;
  /** What the line of the failure begins with, behind its prefix. */
  readonly says?: string;
}

const STARTED = `[2025-06-01 10:00:00,100] [INFO] [launch.py:146:main] WORLD INFO DICT: {'localhost': [0, 1, 2, 3]}
[2025-06-01 10:00:00,100] [INFO] [launch.py:152:main] nnodes=1, num_local_procs=4, node_rank=0
[2025-06-01 10:00:00,100] [INFO] [launch.py:164:main] dist_world_size=4
`;

const TWO_NODES = ["node-a", "node-b"]
  .map(
    (
      host,
      node,
    ) => `${host}: [2025-06-01 10:00:00,100] [INFO] [launch.py:146:main] WORLD INFO DICT: {'node-a': [0, 1, 2, 3], 'node-b': [0, 1, 2, 3]}
${host}: [2025-06-01 10:00:00,100] [INFO] [launch.py:152:main] nnodes=2, num_local_procs=4, node_rank=${node}
`,
  )
  .join("");

const KILLED = `[2025-06-01 10:09:00,100] [INFO] [launch.py:319:sigkill_handler] Killing subprocess 4001
[2025-06-01 10:09:01,100] [ERROR] [launch.py:325:sigkill_handler] ['/usr/bin/python', '-u', 'train.py', '--local_rank=3', '--deepspeed_config', 'eyJ9'] exits with return code = 1
`;

function iterations(from: number, count: number): string {
  return Array.from(
    { length: count },
    (_, index) =>
      ` samples/sec: 97.3${index % 10} | iteration ${String(from + index).padStart(8)}/  320000 | elapsed time per iteration (ms): 1314.2 | learning rate: 1.000E-04 | approx flops per GPU: 101.3TFLOPS | lm_loss: 3.1E+00 | loss scale: 65536.0 | number of skipped iterations:   0 | number of nan iterations:   0 |\n`,
  ).join("");
}

/** Of `path:function`. */
function traceback(frames: readonly string[], exception: string): string {
  const lines = frames.map((frame) => {
    const [path = "", name = ""] = frame.split(":");
    const root =
      path.startsWith("megatron") || path === "train.py"
        ? "/home/me/gpt-neox/"
        : "/venv/lib/python3.10/site-packages/";
    return `  File "${root}${path}", line 123, in ${name}\n    ${name}(args)\n`;
  });
  return `Traceback (most recent call last):\n${lines.join("")}${exception}\n`;
}

function prefixed(prefix: string, text: string): string {
  return text.replace(/^(?=.)/gm, prefix);
}

const TRAIN = [
  "train.py:<module>",
  "train.py:main",
  "megatron/training.py:pretrain",
  "megatron/training.py:train",
  "megatron/training.py:train_step",
];
const FORWARD = [
  ...TRAIN,
  "megatron/training.py:forward_step",
  "torch/nn/modules/module.py:_call_impl",
  "deepspeed/runtime/engine.py:forward",
];
const SETUP = [
  "train.py:<module>",
  "train.py:main",
  "megatron/training.py:pretrain",
  "megatron/training.py:setup_model_and_optimizer",
];
const LOAD = [
  ...SETUP,
  "megatron/checkpointing.py:load_checkpoint",
  "deepspeed/runtime/engine.py:load_checkpoint",
];
const SAVE = [
  "train.py:main",
  "megatron/training.py:pretrain",
  "megatron/training.py:train",
  "megatron/checkpointing.py:save_checkpoint",
  "deepspeed/runtime/engine.py:save_checkpoint",
];
const DATA = [
  "train.py:main",
  "megatron/training.py:pretrain",
  "megatron/data/data_utils.py:build_train_valid_test_data_loaders",
];
const TOKENIZER = [
  "train.py:main",
  "megatron/neox_arguments/arguments.py:build_tokenizer",
  "megatron/tokenizer/tokenizer.py:build_tokenizer",
];
const ARGS = [
  "deepy.py:main",
  "megatron/neox_arguments/arguments.py:consume_deepy_args",
  "megatron/neox_arguments/arguments.py:from_ymls",
  "<string>:__init__",
  "megatron/neox_arguments/arguments.py:__post_init__",
];

const watchdog = (rank: number) =>
  `[rank${rank}]:[E601 10:40:00.123456789 ProcessGroupNCCL.cpp:616] [Rank ${rank}] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=42, OpType=ALLREDUCE, NumelIn=1, NumelOut=1, Timeout(ms)=1800000) ran for 1800012 milliseconds before timing out.\n`;

export const WRITTEN_LOGS: readonly WrittenLog[] = [
  {
    name: "out of memory in the forward pass, torch 2.x",
    text: `${STARTED}${iterations(1, 3)}${prefixed("[rank2]: ", traceback([...FORWARD, "megatron/model/transformer.py:forward"], "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB. GPU 2 has a total capacity of 79.15 GiB of which 1.02 GiB is free."))}${KILLED}`,
    ended: "failed",
    cause: "config",
    key: "train_micro_batch_size_per_gpu",
    rank: 2,
    says: "torch.OutOfMemoryError",
  },
  {
    name: "out of memory, old torch, the GPU tells the rank",
    text: `${prefixed("node-b: ", "")}${TWO_NODES}${prefixed("node-b: ", traceback([...FORWARD, "megatron/model/transformer.py:attention"], "RuntimeError: CUDA out of memory. Tried to allocate 1024.00 MiB (GPU 3; 39.59 GiB total capacity; 37.1 GiB already allocated; 12.19 MiB free; 37.9 GiB reserved in total by PyTorch)"))}`,
    ended: "failed",
    cause: "config",
    key: "train_micro_batch_size_per_gpu",
    rank: 7,
  },
  {
    name: "out of memory while the optimizer steps for the first time",
    text: `${STARTED}${traceback([...TRAIN, "deepspeed/runtime/engine.py:step", "deepspeed/runtime/engine.py:_take_model_step", "torch/optim/adam.py:step"], "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 64.00 MiB. GPU 0 has a total capacity of 23.69 GiB")}${KILLED}`,
    ended: "failed",
    cause: "config",
    key: "zero_optimization",
    rank: 0,
  },
  {
    name: "out of memory while the model is built",
    text: `${STARTED}${traceback([...SETUP, "megatron/training.py:get_model", "megatron/model/gpt2_model.py:__init__", "deepspeed/runtime/pipe/module.py:_build"], "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 512.00 MiB")}${KILLED}`,
    ended: "failed",
    cause: "config",
    key: "model_parallel_size",
  },
  {
    name: "NCCL timeouts of all ranks but one that says nothing",
    text: `${STARTED}${iterations(1, 5)}${watchdog(0)}${watchdog(3)}${watchdog(1)}terminate called after throwing an instance of 'c10::DistBackendError'\n${KILLED.replace("= 1\n", "= -6\n")}`,
    ended: "failed",
    cause: "hardware",
    rank: 2,
    says: "[E601 10:40:00.123456789 ProcessGroupNCCL.cpp:616] [Rank 0]",
  },
  {
    name: "the port is in use",
    text: `${STARTED}${traceback(["train.py:main", "megatron/initialize.py:initialize_megatron", "megatron/initialize.py:_initialize_distributed", "deepspeed/comm/comm.py:init_distributed"], "torch.distributed.DistNetworkError: The server socket has failed to listen on any local network address. The server socket has failed to bind to [::]:29500 (errno: 98 - Address already in use).")}${KILLED}`,
    ended: "failed",
    cause: "environment",
    key: "master_port",
  },
  {
    name: "the first node does not answer",
    text: prefixed(
      "1: ",
      traceback(
        [
          "train.py:main",
          "megatron/initialize.py:_initialize_distributed",
          "torch/distributed/rendezvous.py:_create_c10d_store",
        ],
        "torch.distributed.DistNetworkError: The client socket has timed out after 600s while trying to connect to (10.0.0.5, 29500).",
      ),
    ),
    ended: "failed",
    cause: "environment",
    key: "master_addr",
    rank: 1,
  },
  {
    name: "flash-attn is not installed",
    text: `${traceback([...SETUP, "megatron/training.py:get_model", "megatron/model/transformer.py:__init__"], "ModuleNotFoundError: No module named 'flash_attn'")}`,
    ended: "failed",
    cause: "environment",
    key: "attention_config",
  },
  {
    name: "TransformerEngine is not installed",
    text: traceback(
      ["train.py:<module>", "megatron/model/transformer_engine.py:<module>"],
      "ImportError: Unable to import transformer-engine. Please refer to https://github.com/NVIDIA/TransformerEngine for installation instructions.\nModuleNotFoundError: No module named 'transformer_engine'",
    ),
    ended: "failed",
    cause: "environment",
    key: "te_columnparallel",
  },
  {
    name: "any package is missing",
    text: traceback(["train.py:<module>"], "ModuleNotFoundError: No module named 'pybind11'"),
    ended: "failed",
    cause: "environment",
  },
  {
    name: "the optimizer does not compile",
    text: traceback(
      [
        ...SETUP,
        "megatron/training.py:get_optimizer",
        "deepspeed/ops/adam/fused_adam.py:__init__",
        "deepspeed/ops/op_builder/builder.py:load",
      ],
      "RuntimeError: Error building extension 'fused_adam'",
    ),
    ended: "failed",
    cause: "environment",
    key: "optimizer",
  },
  {
    name: "no GPU is seen",
    text: traceback(
      ["train.py:main", "torch/cuda/__init__.py:_lazy_init"],
      "RuntimeError: No CUDA GPUs are available",
    ),
    ended: "failed",
    cause: "environment",
  },
  {
    name: "a GPU that has fallen off the bus",
    text: `${STARTED}${iterations(1, 2)}[12345.678901] NVRM: Xid (PCI:0000:1b:00): 79, pid=4001, GPU has fallen off the bus.\n${KILLED.replace("= 1\n", "= -6\n")}`,
    ended: "failed",
    cause: "hardware",
    says: "[12345.678901] NVRM",
  },
  {
    name: "an illegal memory access",
    text: `${STARTED}${prefixed("[rank1]: ", traceback([...FORWARD, "megatron/model/fused_softmax.py:forward"], "RuntimeError: CUDA error: an illegal memory access was encountered\nCUDA kernel errors might be asynchronously reported at some other API call"))}${KILLED}`,
    ended: "failed",
    cause: "hardware",
    key: "attention_config",
    rank: 1,
  },
  {
    name: "a segmentation fault",
    text: `${STARTED}${KILLED.replace("= 1\n", "= -11\n")}`,
    ended: "failed",
    cause: "environment",
    rank: 3,
  },
  {
    name: "torchrun tells that a rank was killed",
    text: "W0601 10:09:00.000 api.py:900] Sending process 4001 closing signal SIGTERM\nE0601 10:09:01.000 api.py:874] failed (exitcode: -9) local_rank: 2 (pid: 4003) of binary: /usr/bin/python\n",
    ended: "failed",
    cause: "hardware",
    rank: 2,
  },
  {
    name: "Slurm tells that a task was killed for its memory",
    text: `${prefixed("0: ", iterations(1, 3))}slurmstepd: error: Detected 1 oom_kill event in StepId=77.0. Some of the step tasks have been OOM Killed.\nsrun: error: node-a: task 5: Out Of Memory\n`,
    ended: "failed",
    cause: "hardware",
    key: "num_workers",
    rank: 5,
    says: "slurmstepd: error: Detected",
  },
  {
    name: "mpirun tells of a signal",
    text: "mpirun noticed that process rank 3 with PID 0 on node node-a exited on signal 9 (Killed).\n",
    ended: "failed",
    cause: "hardware",
    rank: 3,
  },
  {
    name: "data that is not there",
    text: `${STARTED}Dataset does not exist: data/enwik8/enwik8_text_document\nPath should be a basename that both .idx and .bin can be appended to get full filenames.\n${traceback([...DATA, "megatron/data/data_utils.py:build_train_valid_test_datasets"], "AttributeError: 'NoneType' object has no attribute 'sizes'")}${KILLED}`,
    ended: "failed",
    cause: "data",
    key: "data_path",
  },
  {
    name: "a .bin that is cut short",
    text: traceback(
      [...DATA, "megatron/data/indexed_dataset.py:_do_init", "numpy/core/memmap.py:__new__"],
      "ValueError: mmap length is greater than file size",
    ),
    ended: "failed",
    cause: "data",
    key: "data_path",
  },
  {
    name: "the tokenizer's file is no JSON",
    text: traceback(
      [...TOKENIZER, "megatron/tokenizer/tokenizer.py:__init__"],
      "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
    ),
    ended: "failed",
    cause: "data",
    key: "vocab_file",
  },
  {
    name: "the tokenizer's file is not there",
    text: traceback(
      [...TOKENIZER, "transformers/models/gpt2/tokenization_gpt2.py:__init__"],
      "FileNotFoundError: [Errno 2] No such file or directory: 'data/gpt2-vocab.json'",
    ),
    ended: "failed",
    cause: "config",
    key: "vocab_file",
  },
  {
    name: "the helpers of the data do not compile",
    text: "make: g++: No such file or directory\nmake: *** [Makefile:9: helpers] Error 127\nERROR:root:Making C++ dataset helpers module failed, exiting.\n",
    ended: "failed",
    cause: "environment",
  },
  {
    name: "a checkpoint with another activation",
    text: traceback(
      [...LOAD, "torch/nn/modules/module.py:load_state_dict"],
      "RuntimeError: Error(s) in loading state_dict for SequentialWrapper:\n\tsize mismatch for sequential.2.mlp.linear1.weight: copying a param with shape torch.Size([128, 32]) from checkpoint, the shape in current model is torch.Size([170, 32]).\n\tsize mismatch for sequential.2.mlp.linear2.weight: copying a param with shape torch.Size([32, 128]) from checkpoint, the shape in current model is torch.Size([32, 85]).",
    ),
    ended: "failed",
    cause: "checkpoint",
    key: "activation",
  },
  {
    name: "a checkpoint with fewer layers",
    text: traceback(
      [...LOAD, "torch/nn/modules/module.py:load_state_dict"],
      'RuntimeError: Error(s) in loading state_dict for SequentialWrapper:\n\tMissing key(s) in state_dict: "sequential.4.input_layernorm.weight", "sequential.4.attention.dense.weight", "sequential.4.mlp.linear1.weight". ',
    ),
    ended: "failed",
    cause: "checkpoint",
    key: "num_layers",
  },
  {
    name: "a checkpoint of another number of tensor-parallel ranks",
    text: traceback(
      [...LOAD, "torch/nn/modules/module.py:load_state_dict"],
      "RuntimeError: Error(s) in loading state_dict for SequentialWrapper:\n\tsize mismatch for sequential.2.attention.query_key_value.weight: copying a param with shape torch.Size([96, 32]) from checkpoint, the shape in current model is torch.Size([48, 32]).\n\tsize mismatch for sequential.2.mlp.linear1.weight: copying a param with shape torch.Size([128, 32]) from checkpoint, the shape in current model is torch.Size([64, 32]).",
    ),
    ended: "failed",
    cause: "checkpoint",
    key: "model_parallel_size",
  },
  {
    name: "a checkpoint without a pipeline",
    text: traceback([...LOAD, "deepspeed/runtime/engine.py:load_module_state_dict"], "KeyError: 'module'"),
    ended: "failed",
    cause: "checkpoint",
    key: "pipe_parallel_size",
  },
  {
    name: "an iteration that was not saved",
    text: traceback([...LOAD, "deepspeed/runtime/state_dict_factory.py:check_ckpt_list"], "AssertionError"),
    ended: "failed",
    cause: "checkpoint",
    key: "load",
  },
  {
    name: "a checkpoint that is cut short",
    text: traceback(
      [...LOAD, "torch/serialization.py:load"],
      "RuntimeError: PytorchStreamReader failed reading zip archive: failed finding central directory",
    ),
    ended: "failed",
    cause: "checkpoint",
    key: "load",
  },
  {
    name: "a checkpoint that NeoX compares by its arguments",
    text: traceback(
      [...LOAD, "megatron/checkpointing.py:check_checkpoint_args"],
      "AssertionError: num_layers value from checkpoint (24) is not equal to the currently set argument value (32).",
    ),
    ended: "failed",
    cause: "checkpoint",
    key: "num_layers",
  },
  {
    name: "a folder that cannot be written",
    text: traceback(
      [...SAVE, "<frozen os>:makedirs"],
      "PermissionError: [Errno 13] Permission denied: '/mnt/ckpt/global_step10'",
    ),
    ended: "failed",
    cause: "data",
    key: "save",
  },
  {
    name: "a full disk, as torch chains it",
    text: `${traceback([...SAVE, "torch/serialization.py:_save"], "RuntimeError: [enforce fail at inline_container.cc:595] . PytorchStreamWriter failed writing file data/1: file write failed")}
During handling of the above exception, another exception occurred:

${traceback([...SAVE, "torch/serialization.py:__exit__"], "RuntimeError: [enforce fail at inline_container.cc:424] . unexpected pos 64 vs 0")}`,
    ended: "failed",
    cause: "hardware",
    key: "save",
    says: "RuntimeError: [enforce fail at inline_container.cc:595]",
  },
  {
    name: "a key that NeoX does not know",
    text: traceback(
      ARGS.slice(0, 3),
      "TypeError: __init__() got an unexpected keyword argument 'hiden_size'",
    ),
    ended: "failed",
    cause: "config",
    key: "hiden_size",
  },
  {
    name: "values that the types refuse",
    text: `ERROR:root:[FAIL]NeoXArgs.validate_types() optimizer_type: 'AdamW' Not in accepted values\n${traceback(ARGS, "ValueError: NeoXArgs.__post_init__() NeoXArgs types cannot be validated")}`,
    ended: "failed",
    cause: "config",
    key: "optimizer_type",
  },
  {
    name: "an argument that is missing",
    text: traceback(
      [...ARGS, "megatron/neox_arguments/arguments.py:validate_values"],
      "ValueError: [FAIL] NeoXArgs.validate_values() num_layers is None",
    ),
    ended: "failed",
    cause: "config",
    key: "num_layers",
  },
  {
    name: "a refusal that leaves with status 0",
    text: `${STARTED}building GPT2 model ...\nZeRO stage 2/3 and the PipelineModule are incompatible, please set 'pipe_parallel_size' to 0 instead\n[2025-06-01 10:01:00,000] [INFO] [launch.py:351:main] Process 4001 exits successfully.\n`,
    ended: "failed",
    cause: "config",
    key: "pipe_parallel_size",
    says: "ZeRO stage 2/3",
  },
  {
    name: "a job whose time is over",
    text: `${prefixed("0: ", iterations(1, 4))}slurmstepd: error: *** JOB 99 ON node-a CANCELLED AT 2025-06-02T10:00:00 DUE TO TIME LIMIT ***\n`,
    ended: "failed",
    cause: "scheduler",
    key: "train_iters",
  },
  {
    name: "a job that somebody cancelled",
    text: `${iterations(1, 4)}slurmstepd: error: *** STEP 99.0 ON node-a CANCELLED AT 2025-06-02T10:00:00 ***\n`,
    ended: "failed",
    cause: "scheduler",
  },
  {
    name: "a launcher that got SIGTERM",
    text: `${STARTED}${iterations(1, 4)}[2025-06-01 10:09:00,100] [INFO] [launch.py:319:sigkill_handler] Killing subprocess 4001\n[2025-06-01 10:09:00,100] [INFO] [launch.py:329:sigkill_handler] Main process received SIGTERM, exiting\n`,
    ended: "failed",
    cause: "scheduler",
    key: "checkpoint_factor",
  },
  {
    name: "a host that ssh does not reach",
    text: "pdsh@login: node-b: ssh exited with exit code 255\n",
    ended: "failed",
    cause: "environment",
    key: "hostfile",
  },
  {
    name: "a traceback whose head is cut off",
    text: `    forward(args)\n  File "/home/me/gpt-neox/megatron/model/transformer.py", line 745, in gqa_project\n    raise\nRuntimeError: shape '[2048, 4, 8, 96]' is invalid for input of size 5242880\n${KILLED}`,
    ended: "failed",
    cause: "config",
    key: "num_kv_heads",
    says: "RuntimeError: shape",
  },
  {
    name: "only the launcher tells that a rank ended",
    text: KILLED,
    ended: "failed",
    cause: null,
    rank: 3,
  },
  {
    name: "an exception that is ignored at the end of a good run",
    text: `${iterations(1, 4)}Exception ignored in: <function Store.__del__ at 0x7f>\n${traceback(["torch/utils/data/dataloader.py:__del__"], "AttributeError: 'NoneType' object has no attribute 'close'")}[2025-06-01 10:09:00,100] [INFO] [launch.py:351:main] Process 4001 exits successfully.\n`,
    ended: "well",
  },
  {
    name: "an exception after which training goes on",
    text: `${iterations(1, 4)}${traceback(["wandb/sdk/internal/sender.py:send"], "ConnectionError: HTTPSConnectionPool: Max retries exceeded")}${iterations(5, 4)}`,
    ended: "well",
  },
  { name: "a run that has only begun", text: `${STARTED}building GPT2 model ...\n`, ended: "well" },
  { name: "an empty log", text: "", ended: "well" },
  {
    name: "the ranks do not find each other, as DeepSpeed's barrier says it",
    text: `${STARTED}${traceback(["train.py:main", "megatron/initialize.py:_initialize_distributed", "deepspeed/comm/comm.py:init_distributed"], "RuntimeError: Timed out initializing process group in store based barrier on rank: 3, for key: store_based_barrier_key:1 (world_size=16, worker_count=8, timeout=0:30:00)")}${KILLED}`,
    ended: "failed",
    cause: "environment",
    key: "master_addr",
  },
  {
    name: "Transformer Engine is not installed",
    text: traceback(
      [...SETUP, "megatron/training.py:get_model", "megatron/model/transformer_engine.py:<module>"],
      "ImportError: Unable to import transformer-engine. Please refer to https://github.com/NVIDIA/TransformerEngine for installation instructions.",
    ),
    ended: "failed",
    cause: "environment",
    key: "te_columnparallel",
  },
  {
    name: "a package that NeoX asks for in a line above an empty exception",
    text: `Please install mup https://github.com/microsoft/mup\n${traceback([...SETUP, "megatron/training.py:get_optimizer"], "Exception")}`,
    ended: "failed",
    cause: "environment",
    key: "use_mup",
  },
  {
    name: "fused kernels that are not built, a refusal that leaves with status 0",
    text: `${STARTED}No module named 'scaled_upper_triang_masked_softmax_cuda'\n====\nERROR: Fused kernels configured but not properly installed. Please run \`from megatron.fused_kernels import load()\` then \`load()\` to load them correctly\n====\n`,
    ended: "failed",
    cause: "environment",
    key: "scaled_upper_triang_masked_softmax_fusion",
    says: "ERROR: Fused kernels",
  },
  {
    name: "a checkpoint without the states of the random generators, a refusal that leaves with status 0",
    text: `${STARTED}Unable to load optimizer from checkpoint ckpt/global_step10/mp_rank_00_model_states.pt. Specify --no-load-rng or --finetune to prevent attempting to load the optimizer state, exiting ...\n`,
    ended: "failed",
    cause: "checkpoint",
    key: "load",
  },
  {
    name: "what a process that loads data met, as torch raises it again",
    text: `${STARTED}${traceback(
      [...TRAIN, "megatron/training.py:get_batch", "torch/_utils.py:reraise"],
      `ValueError: Caught ValueError in DataLoader worker process 0.\nOriginal ${traceback(["torch/utils/data/_utils/worker.py:_worker_loop", "megatron/data/gpt2_dataset.py:__getitem__", "megatron/data/indexed_dataset.py:get"], "ValueError: buffer is smaller than requested size").trimEnd()}`,
    )}${KILLED}`,
    ended: "failed",
    cause: "data",
    key: "data_path",
    says: "ValueError: buffer",
  },
  {
    name: "too many open files",
    text: traceback(
      [...TRAIN, "torch/multiprocessing/reductions.py:rebuild_storage_fd"],
      "OSError: [Errno 24] Too many open files",
    ),
    ended: "failed",
    cause: "environment",
    key: "num_workers",
  },
  {
    name: "a layer that the checkpoint does not have",
    text: traceback(
      [...LOAD, "torch/serialization.py:load"],
      "FileNotFoundError: [Errno 2] No such file or directory: 'ckpt/global_step10/layer_30-model_00-model_states.pt'",
    ),
    ended: "failed",
    cause: "checkpoint",
    key: "num_layers",
  },
  {
    name: "a library of CUDA that finds no memory to begin with",
    text: traceback(
      [...FORWARD, "megatron/model/transformer.py:forward"],
      "RuntimeError: CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`",
    ),
    ended: "failed",
    cause: "config",
    key: "train_micro_batch_size_per_gpu",
  },
  {
    name: "Slurm's signal before the time is over",
    text: `${iterations(1, 3)}srun: error: node-a: task 0: User defined signal 1\n`,
    ended: "failed",
    cause: "scheduler",
    key: "checkpoint_factor",
  },
  {
    name: "mpirun tells the status of a rank",
    text: "mpirun detected that one or more processes exited with non-zero status, thus causing\nthe job to be terminated. The first process to do so was:\n\n  Process name: [[1234,1],2]\n  Exit code:    1\n",
    ended: "failed",
    cause: null,
    rank: 2,
  },
  {
    name: "torchrun tells the status of a rank, and of its own",
    text: `E0601 10:09:01.000 api.py:874] failed (exitcode: 1) local_rank: 1 (pid: 4002) of binary: /usr/bin/python\n${traceback(["torch/distributed/run.py:main"], "torch.distributed.elastic.multiprocessing.errors.ChildFailedError: \ntrain.py FAILED")}`,
    ended: "failed",
    cause: null,
    rank: 1,
  },
  {
    name: "mpirun has fewer slots than ranks",
    text: "There are not enough slots available in the system to satisfy the 16\nslots that were requested by the application:\n",
    ended: "failed",
    cause: "environment",
    key: "hostfile",
  },
  {
    name: "base shapes that are written, after which NeoX leaves with status 1",
    text: `${STARTED}saving base shapes at shapes.0\nbase shapes saved...exiting\n${KILLED}`,
    ended: "well",
  },
  {
    name: "the last line of a traceback alone: a shape",
    text: "RuntimeError: shape '[4096, 1, 5, 179]' is invalid for input of size 3670016\n",
    ended: "failed",
    cause: "config",
    key: "num_kv_heads",
  },
  {
    name: "the last line of a traceback alone: what NeoX checks",
    text: "ValueError: NeoXArgs.validate_values() hidden_size must be divisible by num_attention_heads\n",
    ended: "failed",
    cause: "config",
    key: "hidden_size",
  },
  {
    name: "the last lines of a traceback alone: a checkpoint",
    text: 'RuntimeError: Error(s) in loading state_dict for SequentialWrapper:\n\tUnexpected key(s) in state_dict: "sequential.6.final_linear.weight". \n',
    ended: "failed",
    cause: "checkpoint",
    key: "no_weight_tying",
  },
  {
    name: "the last line of a traceback alone: a full disk",
    text: "RuntimeError: [enforce fail at inline_container.cc:595] . PytorchStreamWriter failed writing file data/1: file write failed\n",
    ended: "failed",
    cause: "hardware",
    key: "save",
  },
  {
    name: "words that sound like failures",
    text: `wandb: ERROR Failed to sample metric: process not found\n[W CUDAAllocatorConfig.h:28] Warning: out of memory is likely\n${iterations(1, 3)}`,
    ended: "well",
  },
];
