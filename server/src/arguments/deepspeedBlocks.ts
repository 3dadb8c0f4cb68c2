/** What DeepSpeed reads of a block that NeoX hands on as it is. */
export interface DeepspeedBlock {
  /** Types by key, as Python annotations. */
  readonly keys: Readonly<Record<string, string>>;
  /** `refused`: DeepSpeed validates the block and stops at another key; `ignored`: nobody looks. */
  readonly others: "refused" | "ignored";
}

/** By the path of the block, from DeeperSpeed 91d1c55b, which NeoX requires. */
export const DEEPSPEED_BLOCKS: Readonly<Record<string, DeepspeedBlock>> = {
  // deepspeed/autotuning/config.py
  autotuning: {
    keys: {
      enabled: "bool",
      fast: "bool",
      results_dir: "str",
      exps_dir: "str",
      overwrite: "bool",
      start_profile_step: "int",
      end_profile_step: "int",
      metric: "Literal['throughput', 'latency', 'flops']",
      metric_path: "Optional[str]",
      tuner_type: "Literal['gridsearch', 'random', 'model_based']",
      tuner_early_stopping: "int",
      tuner_num_trials: "int",
      arg_mappings: "Optional[dict]",
      model_info: "Optional[dict]",
      model_info_path: "Optional[str]",
      mp_size: "int",
      max_train_batch_size: "Optional[int]",
      min_train_batch_size: "int",
      max_train_micro_batch_size_per_gpu: "int",
      min_train_micro_batch_size_per_gpu: "int",
      num_tuning_micro_batch_sizes: "int",
    },
    others: "ignored",
  },
  "autotuning.model_info": {
    keys: {
      profile: "bool",
      num_params: "Optional[int]",
      hidden_size: "Optional[int]",
      num_layers: "Optional[int]",
    },
    others: "ignored",
  },
  // deepspeed/runtime/data_pipeline/curriculum_scheduler.py, deepspeed/runtime/engine.py
  curriculum_learning: {
    keys: {
      enabled: "bool",
      curriculum_type: "str",
      min_difficulty: "int",
      max_difficulty: "int",
      schedule_type: "Literal['fixed_linear', 'fixed_root', 'fixed_discrete', 'custom']",
      schedule_config: "dict",
    },
    others: "ignored",
  },
  "curriculum_learning.schedule_config": {
    keys: {
      total_curriculum_step: "int",
      difficulty_step: "int",
      root_degree: "int",
      difficulty: "list",
      max_step: "list",
    },
    others: "ignored",
  },
  // deepspeed/comm/config.py
  comms_logger: {
    keys: { enabled: "bool", prof_all: "bool", prof_ops: "list", verbose: "bool", debug: "bool" },
    others: "refused",
  },
  // deepspeed/profiling/config.py
  flops_profiler: {
    keys: {
      enabled: "bool",
      recompute_fwd_factor: "float",
      profile_step: "int",
      module_depth: "int",
      top_modules: "int",
      detailed: "bool",
      output_file: "Optional[str]",
    },
    others: "ignored",
  },
  // deepspeed/elasticity/config.py
  elasticity: {
    keys: {
      enabled: "bool",
      max_train_batch_size: "int",
      micro_batch_sizes: "list",
      min_gpus: "int",
      max_gpus: "int",
      num_gpus_per_node: "int",
      model_parallel_size: "int",
      min_time: "int",
      prefer_larger_batch: "bool",
      ignore_non_elastic_batch_info: "bool",
      version: "float",
    },
    others: "ignored",
  },
  // deepspeed/runtime/config.py:653-681, :860-869
  checkpoint: {
    keys: {
      tag_validation: "str",
      load_universal: "bool",
      use_node_local_storage: "bool",
      parallel_write: "dict",
    },
    others: "ignored",
  },
  "checkpoint.parallel_write": { keys: { pipeline_stage: "bool" }, others: "ignored" },
};
