/** Settings of a launch: an argument and the YAML source of its value. */
export type Settings = Readonly<Record<string, string>>;

/** What every launch here has: a small model, data, a length and an optimizer, so that the whole of it can be run. */
export const COMMON: Settings = {
  num_layers: "2",
  hidden_size: "64",
  num_attention_heads: "4",
  seq_length: "32",
  max_position_embeddings: "32",
  no_weight_tying: "true",
  attention_dropout: "0",
  hidden_dropout: "0",
  scaled_upper_triang_masked_softmax_fusion: "false",
  bias_gelu_fusion: "false",
  optimizer: "{type: Adam, params: {lr: 0.001, betas: [0.9, 0.95], eps: 1.0e-8}}",
  min_lr: "0.0001",
  weight_decay: "0.1",
  gradient_clipping: "1.0",
  train_micro_batch_size_per_gpu: "2",
  tokenizer_type: "HFTokenizer",
  vocab_file: "data/tokenizer.json",
  data_path: "data/tiny_text_document",
  data_impl: "mmap",
  num_workers: "0",
  train_iters: "4",
  lr_decay_iters: "4",
  lr_decay_style: "cosine",
  warmup: "0.01",
  eval_interval: "2",
  eval_iters: "1",
  log_interval: "1",
  steps_per_print: "1",
};

/** Models that people train with NeoX, by what they are known for. */
export const ARCHITECTURES: Readonly<Record<string, Settings>> = {
  neox: { pos_emb: "rotary", rotary_pct: "0.25", norm: "layernorm", gpt_j_residual: "true" },
  gpt2: { pos_emb: "learned", norm: "layernorm", activation: "gelu", no_weight_tying: "false" },
  "gpt-j": { pos_emb: "rotary", rotary_pct: "1", gpt_j_residual: "true", gpt_j_tied: "true" },
  llama: {
    pos_emb: "rotary",
    norm: "rmsnorm",
    rms_norm_epsilon: "1.0e-6",
    activation: "swiglu",
    use_bias_in_attn_linear: "false",
    use_bias_in_norms: "false",
    mlp_multiple_of: "64",
  },
  mistral: {
    pos_emb: "rotary",
    norm: "rmsnorm",
    activation: "swiglu",
    num_kv_heads: "2",
    use_bias_in_attn_linear: "false",
    intermediate_size: "384",
    attention_config: '[[["flash"], "all"]]',
    sliding_window_width: "16",
  },
  "multi-query": { pos_emb: "rotary", norm: "layernorm", num_kv_heads: "1", gpt_j_residual: "true" },
  bloom: { pos_emb: "alibi", norm: "layernorm", activation: "gelu", no_weight_tying: "false" },
  "qk-norm": { pos_emb: "rotary", norm: "layernorm", use_qk_layernorm: "true", activation: "geglu" },
  "relative-positions": { pos_emb: "rpe", rpe_num_buckets: "32", rpe_max_distance: "128", norm: "layernorm" },
  "sinusoidal-positions": { pos_emb: "sinusoidal", norm: "scalenorm", activation: "relu" },
  sparse: { pos_emb: "rotary", attention_config: '[[["local", "global"], "all"]]' },
  gmlp: { pos_emb: "none", attention_config: '[[["gmlp"], "all"]]' },
  mamba: {
    pos_emb: "none",
    norm: "rmsnorm",
    attention_config: '[[["mamba"], "all"]]',
    expansion_factor: "2",
  },
  rwkv: { pos_emb: "none", norm: "layernorm", attention_config: '[[["rwkv"], "all"]]' },
  experts: { pos_emb: "rotary", norm: "layernorm", moe_num_experts: "4", moe_top_k: "2" },
};

export const PRECISIONS: Readonly<Record<string, Settings>> = {
  fp32: { precision: "fp32" },
  fp16: {
    precision: "fp16",
    fp16: "{enabled: true, loss_scale: 0, loss_scale_window: 1000, hysteresis: 2, min_loss_scale: 1}",
  },
  "fp16-block": { fp16: "{enabled: true, type: fp16, loss_scale: 0, initial_scale_power: 12}" },
  bfloat16: { precision: "bfloat16", fp32_allreduce: "true" },
  "bf16-block": { bf16: "{enabled: true}", data_types: "{grad_accum_dtype: fp32}" },
};

/** How a job is spread over its GPUs. */
export const LAYOUTS: Readonly<Record<string, { readonly gpus: number; readonly settings: Settings }>> = {
  single: { gpus: 1, settings: { pipe_parallel_size: "0", model_parallel_size: "1" } },
  data: { gpus: 8, settings: { zero_optimization: "{stage: 0}" } },
  tensor: { gpus: 4, settings: { pipe_parallel_size: "0", model_parallel_size: "2" } },
  pipeline: { gpus: 4, settings: { pipe_parallel_size: "2", model_parallel_size: "1" } },
  "tensor-pipeline": {
    gpus: 8,
    settings: {
      pipe_parallel_size: "2",
      model_parallel_size: "2",
      zero_optimization: "{stage: 1, reduce_scatter: true}",
    },
  },
  "zero-1": {
    gpus: 2,
    settings: { pipe_parallel_size: "1", zero_optimization: "{stage: 1, overlap_comm: true}" },
  },
  "zero-3": {
    gpus: 2,
    settings: { pipe_parallel_size: "0", zero_optimization: "{stage: 3}", checkpoint_activations: "true" },
  },
  sequence: {
    gpus: 4,
    settings: { pipe_parallel_size: "0", model_parallel_size: "4", sequence_parallel: "true" },
  },
};

/** A launch before anything was changed in it. */
export interface Base {
  /** `architecture/precision/layout`. */
  readonly name: string;
  readonly gpus: number;
  readonly settings: Settings;
}

/** One base for each architecture, precision and layout; neighbours in the list differ in architecture. */
export const BASES: readonly Base[] = Object.entries(LAYOUTS).flatMap(([layout, { gpus, settings }]) =>
  Object.entries(PRECISIONS).flatMap(([precision, types]) =>
    Object.entries(ARCHITECTURES).map(([architecture, model]) => ({
      name: `${architecture}/${precision}/${layout}`,
      gpus,
      settings: { ...COMMON, ...model, ...types, ...settings },
    })),
  ),
);
