/** Keys inside of the blocks, by path. `zero_optimization.*` and others are DeepSpeed's; NeoX hands them on. */
export const nested: Readonly<Record<string, string>> = {
  "optimizer.type":
    "The optimizer, in any case: `Adam`, `OneBitAdam`, `CPU_Adam` (for ZeRO offload; `CPU_Torch_Adam` is the same), `SM3`, `madgrad_wd`, `SGD` (muP's, needs `use_mup`) or `Lion`.",
  "optimizer.params":
    "The optimizer's own settings. Keys its constructor does not know crash, and so does `weight_decay`, which belongs at top level.",
  "optimizer.params.lr":
    "The highest learning rate, reached after warmup; 0.001 when missing, which is high for large models (6.0e-4 for 125M, 1.2e-4 for 7B parameters). Write a dot: `6e-4` is a string in YAML and crashes.",
  "optimizer.params.betas":
    "Decay rates of Adam's averages of gradients and of their squares. `[0.9, 0.95]` is usual for language models; the default is `[0.9, 0.999]`.",
  "optimizer.params.eps":
    "Added to Adam's denominator; 1.0e-8 is usual. Write a dot: `1e-8` is a string in YAML and fails in the optimizer.",
  "optimizer.params.bias_correction":
    "Whether Adam corrects its averages for their start at zero. Leave it on.",
  "optimizer.params.adam_w_mode": "Whether weight decay is decoupled (AdamW). Leave it on.",
  "optimizer.params.adamw_mode": "Whether the CPU Adam decouples weight decay (AdamW). Leave it on.",
  "optimizer.params.amsgrad": "The AMSGrad variant of Adam. Only `false` is supported by the fused kernels.",
  "optimizer.params.set_grad_none": "Frees gradients instead of zeroing them, which saves a little memory.",
  "optimizer.params.fp32_optimizer_states": "CPU Adam: keeps its averages in 32 bit. Leave it on.",
  "optimizer.params.freeze_step":
    "OneBitAdam: plain Adam steps before compression starts; a tenth or more of training.",
  "optimizer.params.eps_inside_sqrt": "OneBitAdam: adds `eps` under the square root instead of outside.",
  "optimizer.params.max_grad_norm": "OneBitAdam: its own gradient clipping; 0 is none.",
  "optimizer.params.cuda_aware": "OneBitAdam: whether the MPI library can send GPU memory directly.",
  "optimizer.params.comm_backend_name": "OneBitAdam: communication library, `nccl` or `mpi`.",
  "optimizer.params.weight_decay":
    "Only OneBitAdam takes it here. For every other type set the top-level `weight_decay`: both together crash.",
  "optimizer.params.momentum": "Momentum of SM3, MADGRAD or SGD, 0 to 1; 0.9 is usual for MADGRAD and SGD.",
  "optimizer.params.beta": "SM3: decay rate of the squared gradients; 0 keeps their maximum.",
  "optimizer.params.dampening": "SGD: how much of the gradient momentum leaves out, 0 to 1.",
  "optimizer.params.nesterov": "SGD: Nesterov's momentum; needs `momentum` above 0 and no dampening.",
  "scheduler.type":
    "DeepSpeed's scheduler. NeoX always uses its own schedule, so it does nothing; see `lr_decay_style`.",
  "scheduler.params":
    "Settings of DeepSpeed's scheduler. NeoX always uses its own schedule, so they do nothing.",
  "zero_optimization.stage":
    "0 is off; 1 shards optimizer state; 2 also gradients; 3 also parameters. A whole number, required in the block. 1 is the usual choice; 2 and 3 exclude pipeline and tensor parallelism.",
  "zero_optimization.contiguous_gradients":
    "Copies gradients into one buffer as they arise, against fragmentation. Usually on. Left out of the block it is on; only without any block NeoX writes it off.",
  "zero_optimization.reduce_scatter":
    "Averages gradients by reduce-scatter instead of all-reduce. Leave it on.",
  "zero_optimization.reduce_bucket_size":
    "Numbers (not bytes) averaged at a time; 500000000 by default. Smaller saves memory, larger is faster. A whole number: `5e8` is a string in YAML.",
  "zero_optimization.allgather_bucket_size":
    "Numbers (not bytes) gathered at a time; 500000000 by default. Smaller saves memory, larger is faster. A whole number: `5e8` is a string in YAML.",
  "zero_optimization.allgather_partitions":
    "Collects updated parameters by all-gather instead of broadcasts. Leave it on.",
  "zero_optimization.overlap_comm":
    "Averages gradients while the backward pass still runs. Faster, for some more memory. Left out of the block it is on in stage 3 and off below.",
  "zero_optimization.use_multi_rank_bucket_allreduce":
    "Averages gradients of several ranks' shards in one bucket. Leave it on.",
  "zero_optimization.load_from_fp32_weights":
    "On loading, restores the 32-bit master weights from the checkpoint instead of from the 16-bit ones. Leave it on.",
  "zero_optimization.elastic_checkpoint":
    "Checkpoints that load on another number of data-parallel GPUs. Off by default and rarely needed.",
  "zero_optimization.offload_param":
    "Stage 3: where parameters are kept, in main memory or on NVMe. Slow; for when nothing else fits.",
  "zero_optimization.offload_optimizer":
    "Keeps optimizer state in main memory or on NVMe. Needs `optimizer.type: CPU_Adam`; saves much GPU memory and costs time at each step.",
  "zero_optimization.sub_group_size":
    "Stage 3: parameters updated at a time, in numbers. Smaller when memory runs out in the optimizer step.",
  "zero_optimization.cpu_offload": "Deprecated by DeepSpeed: write `offload_optimizer: { device: cpu }`.",
  "zero_optimization.cpu_offload_param": "Deprecated by DeepSpeed: write `offload_param: { device: cpu }`.",
  "zero_optimization.cpu_offload_use_pin_memory":
    "Deprecated by DeepSpeed: `pin_memory` inside the offload blocks.",
  "zero_optimization.prefetch_bucket_size":
    "Stage 3: numbers fetched ahead of use. Larger hides communication and takes memory.",
  "zero_optimization.param_persistence_threshold":
    "Stage 3: parameters smaller than this many numbers are not sharded.",
  "zero_optimization.model_persistence_threshold":
    "Stage 3: upper limit, in numbers, on all parameters that stay unsharded.",
  "zero_optimization.max_live_parameters": "Stage 3: most parameters, in numbers, gathered on a GPU at once.",
  "zero_optimization.max_reuse_distance":
    "Stage 3: a parameter used again within this many numbers is kept instead of released.",
  "zero_optimization.gather_16bit_weights_on_model_save":
    "Stage 3: gathers whole 16-bit weights when saving.",
  "zero_optimization.stage3_gather_fp16_weights_on_model_save":
    "Deprecated by DeepSpeed: write `gather_16bit_weights_on_model_save`.",
  "zero_optimization.module_granularity_threshold":
    "Stage 3: modules smaller than this are fetched as a whole. 0 turns it off.",
  "zero_optimization.use_all_reduce_for_fetch_params":
    "Stage 3: fetches parameters by all-reduce instead of all-gather.",
  "zero_optimization.ignore_unused_parameters":
    "Whether parameters without a gradient are tolerated. Leave it on.",
  "zero_optimization.legacy_stage1": "DeepSpeed's first stage 1, since removed. Leave it off.",
  "zero_optimization.round_robin_gradients":
    "Stages 1 and 2 with offload: spreads the copying of gradients over ranks.",
  "zero_optimization.zero_hpz_partition_size":
    "ZeRO++: ranks that keep a second shard of the parameters, usually the GPUs of a node. 1 is off.",
  "zero_optimization.zero_quantized_weights":
    "ZeRO++: sends parameters in 8 bit. Less traffic, slightly inexact.",
  "zero_optimization.zero_quantized_nontrainable_weights": "ZeRO++: sends frozen parameters in 8 bit.",
  "zero_optimization.zero_quantized_gradients": "ZeRO++: sends gradients in 4 bit. Less traffic, inexact.",
  "zero_optimization.zeropp_loco_param":
    "ZeRO++: settings of the error feedback that goes with quantised gradients.",
  "zero_optimization.mics_shard_size": "MiCS: ranks over which parameters are sharded; -1 is off.",
  "zero_optimization.mics_hierarchical_params_gather": "MiCS: gathers parameters within nodes first.",
  "zero_optimization.memory_efficient_linear":
    "Stage 3: a linear layer that keeps less for the backward pass. Leave it on.",
  "zero_optimization.pipeline_loading_checkpoint": "Overlaps reading and placing a checkpoint.",
  "zero_optimization.override_module_apply":
    "Stage 3: lets `module.apply` see whole parameters. Leave it on.",
  "zero_optimization.log_trace_cache_warnings":
    "Stage 3: warns when the order of modules changes from step to step.",
  "zero_optimization.offload_param.device": "`cpu`, `nvme` (with `nvme_path`) or `none`.",
  "zero_optimization.offload_param.nvme_path": "Folder on a local NVMe disk for offloaded parameters.",
  "zero_optimization.offload_param.buffer_count":
    "Number of buffers for parameters on their way to and from NVMe.",
  "zero_optimization.offload_param.buffer_size":
    "Size of such a buffer, in numbers: at least the largest parameter.",
  "zero_optimization.offload_param.max_in_cpu":
    "Numbers that stay in main memory when parameters are offloaded to NVMe.",
  "zero_optimization.offload_param.pin_memory": "Pins main memory, for faster transfers.",
  "zero_optimization.offload_optimizer.device": "`cpu`, `nvme` (with `nvme_path`) or `none`.",
  "zero_optimization.offload_optimizer.nvme_path":
    "Folder on a local NVMe disk for offloaded optimizer state.",
  "zero_optimization.offload_optimizer.buffer_count":
    "Number of buffers for state on its way to and from NVMe; at least the optimizer's tensors per parameter, 4 for Adam.",
  "zero_optimization.offload_optimizer.pin_memory":
    "Pins main memory, for faster transfers. Recommended if memory allows.",
  "zero_optimization.offload_optimizer.pipeline_read":
    "NVMe: reads the next state while this one is updated.",
  "zero_optimization.offload_optimizer.pipeline_write":
    "NVMe: writes the last state while this one is updated.",
  "zero_optimization.offload_optimizer.fast_init": "NVMe: starts up faster.",
  "zero_optimization.offload_optimizer.ratio":
    "Share of the parameters whose optimizer step runs on the CPU, from 0 to 1.",
  "fp16.enabled": "Switches fp16 on; `precision` must then be unset or `fp16`. `precision: fp16` sets it.",
  "fp16.type": "Only v2.0 read it (`bfloat16` was possible). Now it does nothing: set `precision`.",
  "fp16.fp16": "Nothing reads it, common as it is: `fp16.enabled` switches fp16 on.",
  "fp16.auto_cast": "Casts the model's inputs to fp16. NeoX does that itself.",
  "fp16.loss_scale":
    "Factor on the loss against underflow: 0 finds it dynamically (recommended), another number is fixed.",
  "fp16.initial_scale_power":
    "The dynamic loss scale starts at 2 to this power. 16 by default; 12 spares overflows at the start.",
  "fp16.loss_scale_window":
    "Steps without overflow after which the dynamic loss scale doubles. 1000 is usual.",
  "fp16.hysteresis": "Overflows tolerated before the dynamic loss scale is halved. 2 is usual.",
  "fp16.consecutive_hysteresis": "Whether that tolerance is restored after every step without overflow.",
  "fp16.min_loss_scale": "The smallest dynamic loss scale. 1 is usual.",
  "fp16.fp16_master_weights_and_grads":
    "Keeps master weights and gradients in fp16 too. Saves memory, and needs ZeRO 2 with CPU offload.",
  "bf16.enabled": "Switches bfloat16 on; `precision` must then be unset or `bfloat16`.",
  "bf16.immediate_grad_update":
    "Adds each gradient to its 32-bit sum as soon as it arises, which saves memory.",
  "data_types.grad_accum_dtype":
    "Format in which gradients are summed: `fp32`, `fp16` or `bf16`. `fp32` goes with bfloat16 and ZeRO.",
  "amp.enabled": "Switches Apex mixed precision on. Required in the block; use `precision` instead.",
  "flops_profiler.enabled": "Switches the profiler on. Required in the block.",
  "flops_profiler.recompute_fwd_factor":
    "How much of a forward pass recomputation adds; 1.0 with full activation checkpointing, 0 without.",
  "flops_profiler.profile_step": "The step that is profiled. Take one after the first few, which warm up.",
  "flops_profiler.module_depth": "How deep into the modules the profile goes; -1 is the innermost.",
  "flops_profiler.top_modules": "How many modules are listed at each depth.",
  "flops_profiler.detailed": "Whether the whole profile is printed, or a summary only.",
  "flops_profiler.output_file": "File for the profile. Unset prints it.",
  "sparsity_config.block": "Side of a block of tokens; `seq_length` must be divisible by it. 16 by default.",
  "sparsity_config.different_layout_per_head": "Whether each head may have its own pattern.",
  "sparsity_config.num_local_blocks": "`sparse_fixed` and `local`: blocks in a local window.",
  "sparsity_config.num_global_blocks":
    "`sparse_fixed` and `bigbird`: blocks that all tokens attend to. In `sparse_fixed` it must divide `num_local_blocks`.",
  "sparsity_config.num_different_global_patterns":
    "`sparse_fixed`: number of patterns over the heads; above 1 it needs `different_layout_per_head`.",
  "sparsity_config.num_random_blocks": "`bigbird` and `sparse_variable`: random blocks in each row.",
  "sparsity_config.local_window_blocks":
    "`sparse_variable`: sizes of the local windows, in blocks; the last one repeats.",
  "sparsity_config.global_block_indices":
    "`sparse_variable` and `bslongformer`: which blocks all tokens attend to.",
  "sparsity_config.global_block_end_indices":
    "The ends of ranges that start at `global_block_indices`; as many, each greater than its start.",
  "sparsity_config.num_sliding_window_blocks":
    "`local`, `bigbird` and `bslongformer`: width of the sliding window in blocks.",
  "sparsity_config.mode":
    "DeepSpeed's choice of a pattern. NeoX ignores it: the kind is set in `attention_config`.",
  "sparsity_config.attention":
    "DeepSpeed's choice of direction. NeoX ignores it: attention is always causal.",
  "sparsity_config.horizontal_global_attention": "NeoX ignores it: attention is always causal.",
  "soft_prompt_tuning.enabled": "Switches soft-prompt tuning on. On main the model then cannot be built.",
  "soft_prompt_tuning.n_tokens": "Number of prompt vectors to train.",
  "soft_prompt_tuning.num_tokens": "NeoX documents this name but reads `n_tokens`.",
  "soft_prompt_tuning.init_string": "Text whose embeddings the prompt vectors start from.",
  "soft_prompt_tuning.init_range":
    "Without `init_string`, prompt vectors start uniformly between minus and plus this.",
  "wandb.enabled": "Switches DeepSpeed's own Weights & Biases monitor on.",
  "wandb.group": "Group of DeepSpeed's own Weights & Biases run.",
  "wandb.team": "Team of DeepSpeed's own Weights & Biases run.",
  "wandb.project": "Project of DeepSpeed's own Weights & Biases run.",
  "tensorboard.enabled": "Switches DeepSpeed's own TensorBoard monitor on.",
  "tensorboard.output_path": "Folder of DeepSpeed's own TensorBoard files.",
  "tensorboard.job_name": "Subfolder of DeepSpeed's own TensorBoard files.",
  "csv_monitor.enabled": "Switches DeepSpeed's CSV monitor on.",
  "csv_monitor.output_path": "Folder of DeepSpeed's CSV files.",
  "csv_monitor.job_name": "Subfolder of DeepSpeed's CSV files.",
  "curriculum_learning.enabled":
    "Whether the curriculum is on. NeoX already counts a non-empty block as on, so remove the block instead of writing `false`.",
  "curriculum_learning.curriculum_type": "What grows: `seqlen`, the sequence length.",
  "curriculum_learning.min_difficulty": "Sequence length to start with, in tokens; a multiple of 8.",
  "curriculum_learning.max_difficulty": "Sequence length to end with, in tokens: `seq_length`.",
  "curriculum_learning.schedule_type":
    "How it grows: `fixed_linear`, `fixed_root`, `fixed_discrete` or `custom`.",
  "curriculum_learning.schedule_config":
    "Settings of the schedule, such as `total_curriculum_step` and `difficulty_step`.",
  "curriculum_learning.schedule_config.total_curriculum_step":
    "`fixed_linear` and `fixed_root`: steps from the shortest to the longest sequence.",
  "curriculum_learning.schedule_config.difficulty_step":
    "`fixed_linear` and `fixed_root`: lengths are multiples of this. A multiple of 8 keeps tensor cores busy.",
  "curriculum_learning.schedule_config.root_degree":
    "`fixed_root`: 2 grows with the square root of the steps, 1 is linear.",
  "curriculum_learning.schedule_config.difficulty": "`fixed_discrete`: the lengths, in order.",
  "curriculum_learning.schedule_config.max_step":
    "`fixed_discrete`: the last step of each length but the last, so one fewer than lengths.",
  "comms_logger.enabled": "Switches the log of collective operations on.",
  "comms_logger.prof_all": "Logs every operation. With `false`, only those of `prof_ops`.",
  "comms_logger.prof_ops": 'Names of the operations to log, such as `["all_reduce"]`, without `prof_all`.',
  "comms_logger.verbose": "Prints each operation as it happens, besides the summary.",
  "comms_logger.debug": "Adds the calling function to the name of each operation.",
  "autotuning.enabled": "Switches DeepSpeed's search on. It also needs `autotuning_run` on the command line.",
  "autotuning.fast": "Searches batch sizes only for each ZeRO stage, which is quicker.",
  "autotuning.results_dir": "Folder for the results, from the folder of the launch.",
  "autotuning.exps_dir": "Folder for the configs that are tried.",
  "autotuning.overwrite":
    "Whether earlier results are replaced. With `false`, experiments that have one are skipped.",
  "autotuning.start_profile_step": "First step of each trial that is measured.",
  "autotuning.end_profile_step": "Last step of each trial; it ends there.",
  "autotuning.metric": "What is made best: `throughput` (samples a second), `latency` or `flops`.",
  "autotuning.metric_path": "File in which a script of your own writes the metric.",
  "autotuning.tuner_type": "How the space is searched: `gridsearch`, `random` or `model_based`.",
  "autotuning.tuner_early_stopping": "Trials without a better result after which the search ends.",
  "autotuning.tuner_num_trials": "Most trials in one part of the search.",
  "autotuning.arg_mappings": "Command-line options of your script for values that are tuned.",
  "autotuning.model_info": "Sizes of the model, which spare the run that measures them.",
  "autotuning.model_info_path": "File to which that run writes the sizes.",
  "autotuning.mp_size": "The model parallel size of every trial.",
  "autotuning.max_train_batch_size": "Largest `train_batch_size` to try.",
  "autotuning.min_train_batch_size": "Smallest `train_batch_size` to try.",
  "autotuning.max_train_micro_batch_size_per_gpu": "Largest micro batch to try.",
  "autotuning.min_train_micro_batch_size_per_gpu": "Smallest micro batch to try.",
  "autotuning.num_tuning_micro_batch_sizes": "How many micro batches are tried in each ZeRO stage.",
  "autotuning.model_info.profile": "Measures the model in a run of its own before the search.",
  "autotuning.model_info.num_params": "Parameters of the model.",
  "autotuning.model_info.hidden_size": "Hidden size of the model.",
  "autotuning.model_info.num_layers": "Layers of the model.",
  "elasticity.enabled":
    "Switches elastic training on. DeepSpeed then computes the batch sizes itself and refuses given ones.",
  "elasticity.max_train_batch_size": "Largest global batch that is acceptable. Required.",
  "elasticity.micro_batch_sizes": "Micro batches that fit, such as `[2, 4, 6]`. Required.",
  "elasticity.min_gpus": "Fewest GPUs to run on.",
  "elasticity.max_gpus": "Most GPUs to run on.",
  "elasticity.num_gpus_per_node": "GPUs of each node. For version 0.2.",
  "elasticity.model_parallel_size": "The model parallel size. For version 0.2.",
  "elasticity.min_time": "Least minutes between two changes of the number of GPUs.",
  "elasticity.prefer_larger_batch": "Of equally good batches, takes the larger one.",
  "elasticity.ignore_non_elastic_batch_info": "Overrides batch sizes of the config instead of refusing them.",
  "elasticity.version": "Version of the algorithm, 0.1 or 0.2.",
  "checkpoint.tag_validation":
    "What happens when ranks save under different names: `Warn`, `Ignore` or `Fail`.",
  "checkpoint.load_universal": "Loads a checkpoint that was converted to DeepSpeed's universal format.",
  "checkpoint.use_node_local_storage": "Each node saves to its own disk. Off, all share a file system.",
  "checkpoint.parallel_write": "How ranks share the writing.",
  "checkpoint.parallel_write.pipeline_stage": "Data-parallel ranks write different layers of a stage.",
};
