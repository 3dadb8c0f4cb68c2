/** How the model and its data are spread over GPUs. */
export const parallelism: Readonly<Record<string, string>> = {
  model_parallel_size:
    "How many GPUs share each layer (tensor parallelism): heads, MLP widths and the vocabulary are cut into this many parts. " +
    "Raise it when a layer does not fit on one GPU, and keep it within a node, for every layer communicates twice per pass. " +
    "It must divide `num_attention_heads`, `num_kv_heads` (with GQA), `hidden_size` and the MLP widths; values below 1 count as 1.",
  pipe_parallel_size:
    "How many pipeline stages the layers are spread over. `0` runs the plain sequential model; `1` still wraps it as a pipeline, with its restrictions. " +
    "Choose 2 or more when the model does not fit with `model_parallel_size` alone, with many accumulation steps to keep the stages busy. " +
    "With 1 or more, ZeRO stages 2 and 3, preference training (`dpo`, `rm`, `kto`) and, on main, validation during training do not work.",
  pipe_partition_method:
    "How layers are assigned to pipeline stages: `uniform` (same count), `parameters` (same number of parameters) or `type:regex` (same count of layers whose class name matches). " +
    "The default balances transformer layers but also counts the two small functions around them, so 12 layers on 4 stages come out as 3, 4, 3, 2.",
  sequence_parallel:
    "Also shards norms and dropout along the sequence within a tensor-parallel group, which saves activation memory at no extra communication volume. " +
    "Turn it on when `model_parallel_size` is above 1 (alone it does nothing); `seq_length` must then be divisible by `model_parallel_size`. " +
    "It does not work with Mamba layers, with `train_impl: rm`, or in generation.",
  is_pipe_parallel:
    "Computed by NeoX: true when `pipe_parallel_size` is 1 or more. Set that key instead; a value in a file is overwritten.",
  world_size:
    "Number of processes, one a GPU. The launcher sets it at run time; a value in a file is overwritten.",
  global_num_gpus:
    "Number of GPUs of the whole job, from which the data-parallel size is computed. NeoX counts them itself from the hostfile or the local machine; " +
    "a value here replaces that count for the batch arithmetic only, and a wrong one fails later inside DeepSpeed.",
  zero_optimization:
    "DeepSpeed's ZeRO: shards optimizer state (`stage: 1`), also gradients (`2`), also parameters (`3`) over the data-parallel GPUs. " +
    "Stage 1 is the usual choice; stages 2 and 3 need `pipe_parallel_size: 0` and `model_parallel_size: 1`. " +
    "A block without `stage` crashes, and NeoX's own defaults apply only when the whole block is missing. With bfloat16 the block is required.",
  zero_stage: "Copied from `zero_optimization.stage`; a value here is overwritten. Set it there.",
  zero_reduce_scatter:
    "Copied from `zero_optimization.reduce_scatter`; a value here is overwritten. Set it there.",
  zero_contiguous_gradients:
    "Copied from `zero_optimization.contiguous_gradients`; a value here is overwritten. Set it there.",
  zero_reduce_bucket_size:
    "Copied from `zero_optimization.reduce_bucket_size`; a value here is overwritten. Set it there.",
  zero_allgather_bucket_size:
    "Copied from `zero_optimization.allgather_bucket_size`; a value here is overwritten. Set it there.",
  fp32_allreduce:
    "Sums the partial results of a tensor-parallel group in 32 bit instead of the training precision: a little more exact, more traffic. " +
    "Despite its name it does not touch the averaging of gradients over data-parallel GPUs, so it does nothing with `model_parallel_size: 1`.",
  prescale_gradients:
    "DeepSpeed divides gradients before summing them over GPUs instead of after. Helps against fp16 overflow with many GPUs; leave it off otherwise.",
  gradient_predivide_factor:
    "With `prescale_gradients`, the factor by which gradients are divided before they are summed over GPUs (the rest afterwards). Only for fp16 overflow at a large scale; 1.0 otherwise.",
  sparse_gradients:
    "DeepSpeed sends embedding gradients in a sparse form. It only pays with sparse embedding layers, which NeoX's models do not use: leave it off.",
  communication_data_type:
    "The data type DeepSpeed averages gradients in. NeoX declares this key a boolean while DeepSpeed wants a string such as `fp32`, so no value works: put it in `deepspeed_extra_args` instead.",
  lazy_mpu_init:
    "Postpones setting up process groups for an outside launcher. Nothing in NeoX ever finishes that set-up, so `true` fails at start: leave it off.",
  distributed_backend:
    "The communication library given to torch.distributed. `nccl` is the only one with the GPU collectives NeoX needs.",
};
