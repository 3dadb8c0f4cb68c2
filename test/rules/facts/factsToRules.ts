import type { Example } from "../../../server/src/engine/rule";

/** The rules that tell a fact, and where its own example is no whole config, what makes it one. */
export interface Told {
  /** What the engine says of the example, exactly. The first is the rule for this fact. */
  readonly rules: readonly string[];
  /** Keys beside those of the fact's example. */
  readonly beside?: string;
  /** Keys in place of the fact's example, which is written in words. */
  readonly keys?: string;
  /** A whole launch in place of the fact's example. */
  readonly launch?: Exclude<Example, string>;
  /** GPUs of the job. Default: 8. */
  readonly gpus?: number;
}

/** A whole run. */
const RUN = `num_layers: 12
hidden_size: 768
num_attention_heads: 12
seq_length: 2048
max_position_embeddings: 2048
train_micro_batch_size_per_gpu: 4
tokenizer_type: HFTokenizer
vocab_file: tokenizer.json
data_path: data/text_document
data_impl: mmap
train_iters: 1000
optimizer: {type: Adam, params: {lr: 0.001}}
`;

/** A fact of `rules.json` by its id: the rule that tells it, or how. */
export const TOLD: Readonly<Record<string, string | Told>> = {
  // What PyYAML reads
  "yaml-scientific-notation-string": "number-as-string",
  "yaml-nested-scientific-string": "number-as-string",
  "yaml-bool-words": "wrong-type",
  "yaml-bool-or-number-as-key": "key-string",
  "yaml-octal-and-sexagesimal": "number-in-other-base",
  "yaml-date-value": "wrong-type",
  "yaml-none-word": "wrong-type",
  "yaml-empty-or-not-mapping": {
    rules: ["config-mapping"],
    launch: { files: { "empty.yml": "# empty file\n" } },
  },
  "yaml-duplicate-key-same-file": "repeated-key",
  "yaml-syntax-error": {
    rules: ["yaml-syntax"],
    launch: { files: { "model.yml": '{"num_layers": 12 "hidden_size": 64}' } },
  },
  "yaml-merge-key-applies": "unknown-argument",
  "yaml-int-too-float": "wrong-type",
  "yaml-infinity-nan": "number-not-finite",
  "yaml-config-extension": {
    rules: ["yaml-config-extension"],
    launch: { files: { "conf.yaml": RUN }, launched: true },
  },
  "yaml-json-file-is-yaml": {
    rules: ["number-as-string"],
    launch: { files: { "model.json": '{"min_lr": 1e-5}' } },
  },
  // Merging the files
  "unknown-argument": "unknown-argument",
  "non-field-class-attribute": "unknown-argument",
  "removed-argument": "removed-argument",
  "duplicate-key-across-files": {
    rules: ["duplicate-key"],
    launch: { files: { "a.yml": "seed: 1\n", "b.yml": "seed: 2\n" } },
  },
  "duplicate-key-dash-spelling": {
    rules: ["replaced-by-dashes"],
    launch: { files: { "a.yml": "log_interval: 1\n", "b.yml": "log-interval: 2\n" } },
  },
  "duplicate-config-basename": {
    rules: ["same-file-name"],
    launch: { files: { "a/local.yml": "seed: 1\n", "b/local.yml": "log_interval: 2\n" } },
  },
  "config-files-key-overwritten": "config-files-key",
  "deepspeed-extra-args-conflict-not-detected": "deepspeed-extra-args",
  // GPUs and launchers
  "world-size-divisible-by-pp-mp": { rules: ["gpus-divide"], keys: "model_parallel_size: 2\n", gpus: 3 },
  "no-gpus-visible": { rules: ["gpus-positive"], keys: "global_num_gpus: 0\n" },
  "hostfile-missing-falls-back": {
    rules: ["hostfile-missing"],
    launch: { files: { "model.yml": "hostfile: /no/such\n" }, absentFiles: ["/no/such"] },
  },
  "hostfile-bad-entry": {
    rules: ["hostfile-refused"],
    launch: { files: { "model.yml": "hostfile: hosts\n" }, hostfile: "worker-1 gpus=8\n" },
  },
  "include-exclude-unknown-host": {
    rules: ["hostfile-refused"],
    launch: {
      files: { "model.yml": "hostfile: hosts\nexclude: worker-9\n" },
      hostfile: "worker-1 slots=8\n",
    },
  },
  "include-exclude-exclusive": "include-exclude-exclusive",
  "include-with-num-nodes": { rules: ["include-with-num-nodes", "include-whole-host"] },
  "num-nodes-needs-hostfile": { rules: ["num-nodes-needs-hostfile"], beside: "hostfile: null\n" },
  "include-and-num-gpus-warning": "include-and-num-gpus",
  // Batch sizes
  "batch-size-required": {
    rules: ["batch-size-required"],
    launch: {
      files: {
        "model.yml": RUN.replace(/train_micro.*\n/, "gradient_accumulation_steps: 4\n"),
      },
      launched: true,
    },
  },
  "batch-size-consistent": {
    rules: ["batch-sizes-agree"],
    beside: "gradient_accumulation_steps: 1\n",
    gpus: 1,
  },
  "train-batch-only-divisible": {
    rules: ["batch-sizes-agree"],
    keys: "train_batch_size: 7\ntrain_micro_batch_size_per_gpu: null\ngradient_accumulation_steps: 1\n",
    gpus: 2,
  },
  "gas-null-needs-divisible": {
    rules: ["batch-sizes-agree"],
    keys: "train_batch_size: 10\ntrain_micro_batch_size_per_gpu: 4\ngradient_accumulation_steps: null\n",
    gpus: 1,
  },
  "batch-size-positive": "batch-sizes-positive",
  "micro-batch-float-truncated": "batch-size-truncated",
  "batch-size-not-number": "wrong-type",
  "parallel-size-null": "python-error",
  "model-parallel-below-one": "model-parallel-below-one",
  "batch-size-field-overwritten": "overwritten-argument",
  // Precision
  "precision-unknown-becomes-fp32": "precision-spelling",
  "precision-conflicts-fp16-block": "precision-conflict",
  "precision-conflicts-bf16-block": "precision-conflict",
  "precision-fp16-forces-enabled": "fp16-disabled-in-vain",
  "fp16-type-bfloat16-legacy": "fp16-type-ignored",
  "bf16-needs-zero-optimization": {
    rules: ["bf16-needs-zero-optimization"],
    beside: "zero_optimization: null\n",
  },
  "bf16-block-disabled": "bf16-block-disabled",
  "bf16-zero-without-fp32-grad-accum": {
    rules: ["bf16-gradient-accumulation"],
    beside: "pipe_parallel_size: 1\neval_iters: 0\n",
  },
  "fp16-block-not-dict": "wrong-type",
  "deprecated-loss-scale-keys": "argument-never-read",
  "gradient-clipping-default-dropped": "gradient-clipping-dropped",
  "clip-grad-ignored": "overwritten-argument",
  // ZeRO
  "zero-stage-required": "zero-stage-required",
  "zero-stage-invalid": "zero-stage-invalid",
  "zero-stage-bool-or-float": "wrong-type",
  "zero-optimization-not-dict": "wrong-type",
  "zero-top-level-fields-overwritten": "overwritten-argument",
  // Optimizer
  "optimizer-not-dict": "wrong-type",
  "optimizer-params-missing": "optimizer-params-required",
  "optimizer-type-missing": "block-missing-key",
  "optimizer-type-unknown": "wrong-choice",
  "optimizer-missing": { rules: ["optimizer-missing"], keys: "optimizer: null\ntrain_iters: 1000\n" },
  "lr-top-level-overridden": "overwritten-argument",
  "optimizer-lr-default": "learning-rate-not-set",
  "onebitadam-needs-train-iters": {
    rules: ["onebitadam-train-iters"],
    keys: "optimizer: {type: OneBitAdam, params: {lr: 0.001}}\ntrain_epochs: 1\ntrain_iters: null\n",
  },
  "onebitadam-zero": {
    rules: ["onebitadam-zero"],
    beside: "optimizer: {type: OneBitAdam, params: {lr: 0.001}}\ntrain_iters: 1000\n",
  },
  "scheduler-ignored": "scheduler-ignored",
  // Layers
  "attention-config-missing-bracket": "attention-config-entry",
  "attention-config-type-not-list": { rules: ["attention-config-length", "attention-type"] },
  "attention-config-length": "attention-config-length",
  "attention-config-all-not-divisible": {
    rules: ["attention-config-pattern", "sparse-attention-dropout"],
    keys: 'num_layers: 2\nattention_config: [[["global","local","local"], "all"]]\n',
  },
  "attention-config-all-drops-rest": "attention-config-all",
  "attention-config-count-type": "attention-config-entry",
  "attention-type-unknown": "attention-type",
  "num-layers-missing": { rules: ["num-layers-required"], keys: "num_layers: null\n" },
  "gmlp-partition-activations": {
    rules: ["gmlp-partition-activations", "gmlp-batch-size", "recomputation-skips-layers"],
    beside: 'checkpoint_activations: true\nattention_config: [[["gmlp"], 12]]\n',
  },
  "mamba-zero3": { rules: ["recurrent-zero-stage"], beside: 'attention_config: [[["mamba"], 12]]\n' },
  "mamba-rwkv-dropout-assert-never-fires": { rules: ["mamba-no-dropout"], beside: "num_layers: 24\n" },
  "rwkv-model-parallel": {
    rules: ["rwkv-model-parallel"],
    beside: 'attention_config: [[["rwkv"], 12]]\ndim_att: 768\nprecision: bfloat16\n',
  },
  "moe-zero-stage": "experts-zero-stage",
  "kv-heads-divide-heads": "kv-heads-divide-heads",
  "kv-heads-zero-or-negative": "kv-heads-divide-heads",
  "kv-heads-need-heads": {
    rules: ["python-error", "required-argument"],
    beside: "num_attention_heads: null\n",
  },
  "gqa-sparsity-config": "kv-heads-sparsity-config",
  "gqa-attention-type": { rules: ["kv-heads-layer-kind", "sparse-attention-dropout"] },
  "kv-heads-model-parallel": "kv-heads-model-parallel",
  "label-paths-with-data-path": "label-paths",
  "user-value-overwritten-internal": "overwritten-argument",
  // Types and choices
  "type-mismatch-plain": "wrong-type",
  "enum-value-unknown": "wrong-choice",
  "enum-case-mismatch-crash": "choice-case",
  "enum-case-mismatch-silent": "choice-case",
  "enum-case-mismatch-train-impl": "choice-case",
  "union-value-type": { rules: ["wrong-type"], beside: "use_comet: true\n" },
  "list-of-union-field-rejected": "wrong-type",
  "any-typed-field-set": "wrong-type",
  "fp16-block-needs-enabled": "block-missing-key",
  "communication-data-type-unusable": "wrong-type",
  "data-impl-lazy": "wrong-choice",
  "output-layer-row": "wrong-choice",
  // Values
  "min-lr-null": "python-error",
  "deepspeed-false": "deepspeed-required",
  "lr-null": { rules: ["lr-null"], keys: "optimizer: {type: Adam, params: {lr: null}}\n" },
  "required-model-args": { rules: ["required-argument"], keys: "hidden_size: null\n" },
  "hidden-size-divisible-by-heads": "hidden-size-heads",
  "num-attention-heads-zero": { rules: ["python-error", "model-size-positive"] },
  "seq-length-within-positions": "max-position-embeddings",
  "min-lr-above-lr": {
    rules: ["min-lr-above-lr"],
    keys: "min_lr: 0.01\noptimizer: {type: Adam, params: {lr: 0.001}}\n",
  },
  "save-needs-schedule": {
    rules: ["save-schedule"],
    beside: "checkpoint_factor: null\nextra_save_iters: null\n",
  },
  "num-unique-layers": "num-unique-layers",
  "num-unique-layers-ignored": "argument-never-read",
  "fp16-lm-cross-entropy-precision": { rules: ["fp16-lm-cross-entropy"], beside: "precision: fp32\n" },
  "fp16-lm-cross-entropy-loss-mask": { rules: ["fp16-cross-entropy"], beside: "precision: fp16\n" },
  "data-paths-all-or-none": {
    rules: ["data-paths-together"],
    beside: "valid_data_paths: null\ntest_data_paths: null\n",
  },
  "data-paths-with-data-path": {
    rules: ["data-path-or-paths"],
    keys: "data_path: x\ndata_impl: mmap\ntrain_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\n",
  },
  "data-weights-length": "data-weights-length",
  "pos-neg-paths-not-validated": {
    rules: ["pos-neg-paths-not-validated"],
    beside:
      "data_impl: mmap\ndataset_impl: pairwise\npack_impl: unpacked\ntrain_impl: dpo\npos_valid_data_paths: null\n",
  },
  "neg-paths-missing": "neg-paths-missing",
  "pairwise-labels-both": {
    rules: ["pairwise-labels-both"],
    beside:
      "data_impl: mmap\ndataset_impl: pairwise\npack_impl: unpacked\ntrain_impl: dpo\npos_train_data_paths: [a]\nneg_train_data_paths: [b]\nneg_train_label_data_paths: null\n",
  },
  "seq-length-missing": { rules: ["seq-length-required"], keys: "seq_length: null\npos_emb: rotary\n" },
  // Shapes
  "heads-divisible-by-model-parallel": "heads-model-parallel",
  "hidden-divisible-by-model-parallel": {
    rules: ["heads-model-parallel"],
    beside: "num_attention_heads: 6\n",
  },
  "hidden-divisible-by-heads-mixed-mamba": { rules: ["hidden-size-heads"], beside: "num_layers: 2\n" },
  "mlp-shape-plain": "mlp-widths",
  "mlp-shape-gated": { rules: ["mlp-widths"], beside: "num_attention_heads: 16\n" },
  "mlp-model-parallel": { rules: ["mlp-model-parallel", "mlp-widths"] },
  "gated-intermediate-size-scaled": {
    rules: ["gated-mlp-third"],
    beside: "hidden_size: 4096\nnum_attention_heads: 32\n",
  },
  "intermediate-and-expansion": "mlp-size-once",
  "intermediate-size-zero": "zero-mlp-width",
  "mlp-multiple-of-positive": "mlp-multiple-of-zero",
  "mlp-bias-off-plain-activation": "mlp-bias-plain-activation",
  "gptj-residual-drops-attention": "parallel-residual-drops-attention",
  "hidden-dropout-without-bias": {
    rules: ["hidden-dropout-without-bias"],
    beside: "activation: swiglu\nintermediate_size: 3072\n",
  },
  "gpt-j-tied-without-residual": "gpt-j-tied-unused",
  "bias-gelu-fusion-onnx": "gelu-fusion-onnx",
  "bias-gelu-fusion-other-activation": "bias-gelu-fusion-unused",
  "gmlp-bias-gelu-fusion": {
    rules: ["gmlp-gelu-fusion", "gmlp-batch-size"],
    beside: 'attention_config: [[["gmlp"], 12]]\n',
  },
  "gmlp-batch-equals-seq": "gmlp-batch-size",
  "gmlp-gated-activation": {
    rules: ["gmlp-not-gated", "gmlp-batch-size"],
    beside: 'attention_config: [[["gmlp"], 12]]\n',
  },
  "gqa-old-reshape": "kv-heads-reshape",
  "qk-layernorm-gqa-flash": "qk-norm-grouped-flash",
  "qk-layernorm-rmsnorm-old": "qk-norm-rmsnorm",
  // Positions
  "rotary-dims-even": {
    rules: ["rotary-dims-even"],
    keys: "rotary_pct: 0.2\nhidden_size: 192\npos_emb: rotary\n",
  },
  "rotary-dims-one": {
    rules: ["rotary-dims-few"],
    keys: "rotary_pct: 0.07\nhidden_size: 192\npos_emb: rotary\n",
  },
  "rotary-dims-zero": { rules: ["rotary-dims-few"], beside: "pos_emb: rotary\n" },
  "rotary-pct-range": { rules: ["rotary-pct-range"], beside: "pos_emb: rotary\n" },
  "rotary-pct-unused": "rotary-key-unused",
  "rope-fusion-cached-generation": {
    rules: ["generation-cache"],
    beside: "pos_emb: rotary\ntext_gen_type: unconditional\nload: checkpoints\n",
  },
  "alibi-sparse-ignored": {
    rules: ["sparse-attention-dropout", "alibi-sparse-layers"],
    beside: "num_attention_heads: 16\n",
  },
  "alibi-heads-model-parallel": "heads-model-parallel",
  "alibi-heads-power-of-two": { rules: ["alibi-heads-interpolated"], beside: "pos_emb: alibi\n" },
  "rpe-flash-ignored": "rpe-flash-layers",
  "rpe-sparse-wrong-axis": { rules: ["sparse-attention-dropout", "sparse-relative-positions"] },
  "rpe-buckets": { rules: ["rpe-buckets"], beside: "pos_emb: rpe\n" },
  "rpe-pipeline-not-tied": "rpe-stages-drift",
  "rpe-cached-generation": {
    rules: ["generation-cache"],
    beside: "text_gen_type: unconditional\nload: checkpoints\n",
  },
  "sinusoidal-even-hidden": {
    rules: ["sinusoidal-hidden-even"],
    beside: "pos_emb: sinusoidal\nnum_attention_heads: 5\n",
  },
  "opt-pos-emb-offset-range": "position-offset-range",
  // Flash and sparse attention
  "flash-needs-half": {
    rules: ["flash-precision"],
    keys: 'attention_config: [[["flash"],12]]\nprecision: fp32\n',
  },
  "flash-head-dim-256": {
    rules: ["flash-head-dim"],
    beside: 'attention_config: [[["flash"],12]]\nprecision: fp16\n',
  },
  "flash-ignores-scaling-flags": "mup-not-applied",
  "sparse-attention-dropout-attribute": "sparse-attention-dropout",
  "sparse-block-divides-seq": { rules: ["sparse-attention-dropout", "sparse-block-length"] },
  "sparse-fixed-blocks": {
    rules: ["sparse-attention-dropout", "sparse-fixed-pattern"],
    keys: 'attention_config: [[["sparse_fixed"],12]]\nsparsity_config: {num_different_global_patterns: 4}\n',
  },
  "sparse-window-blocks-exceed": {
    rules: ["sparse-attention-dropout", "sparse-blocks-in-row"],
    keys: 'attention_config: [[["bigbird"],12]]\nsparsity_config: {num_random_blocks: 200}\n',
  },
  "sparse-global-block-indices": {
    rules: ["sparse-attention-dropout", "sparse-global-indices"],
    keys: 'attention_config: [[["sparse_variable"],12]]\nsparsity_config: {global_block_end_indices: [0]}\n',
  },
  "sparsity-config-unused": "argument-never-read",
  "sliding-window-sequential-global": "sliding-window-lost",
  "sliding-window-fused-softmax": {
    rules: ["sliding-window-lost"],
    beside: "sliding_window_width: 1024\npipe_parallel_size: 1\nprecision: fp16\n",
  },
  "sliding-window-generation-global": {
    rules: ["sliding-window-generation"],
    beside: "pipe_parallel_size: 1\ntext_gen_type: unconditional\nload: checkpoints\n",
  },
  "softmax-fusion-both": {
    rules: ["softmax-fusion-twice"],
    keys: "scaled_upper_triang_masked_softmax_fusion: true\nscaled_masked_softmax_fusion: true\nprecision: fp16\n",
  },
  "softmax-fusion-inapplicable": {
    rules: ["softmax-fusion-inapplicable"],
    beside: "max_position_embeddings: 4096\n",
  },
  // Norms and initialisation
  "layernorm-fusion-norm-mismatch": "norm-fusion-unused",
  "non-parametric-layernorm-fusion": "non-parametric-norm-fusion",
  "use-bias-in-norms-ignored": "argument-never-read",
  "init-orthogonal-always-fails": "orthogonal-init",
  "scaled-orthogonal-mup": "scaled-orthogonal-mup",
  "soft-prompt-tuning-broken": "soft-prompt-tuning",
  "soft-prompt-num-tokens-key": {
    rules: ["unknown-nested-key"],
    keys: "soft_prompt_tuning: {enabled: false, num_tokens: 20}\n",
  },
  "mup-needs-base-shapes": { rules: ["mup-base-shapes"], beside: "base_shapes_file: null\n" },
  "mup-save-base-shapes-exits": { rules: ["mup-shapes-end-run"], beside: "use_mup: true\n" },
  "mup-unused-temps": "argument-never-read",
  "mup-cpu-initialization": { rules: ["mup-cpu-initialization"], beside: "use_mup: true\n" },
  "mup-rpe": { rules: ["mup-relative-positions"], beside: "use_mup: true\n" },
  "old-swiglu-with-bias": "mlp-bias-swiglu",
  "old-gated-without-bias": "mlp-bias-gated",
  // Mamba and RWKV
  "mamba-bfloat16-keyerror": { rules: ["mamba-bfloat16"], beside: "num_layers: 24\n" },
  "mamba-no-eval": {
    rules: ["mamba-no-eval"],
    beside: 'attention_config: [[["mamba"],12]]\ntrain_iters: 100\n',
  },
  "mamba-no-generation": {
    rules: ["mamba-no-generation"],
    keys: 'attention_config: [[["mamba"],12]]\ntext_gen_type: unconditional\nload: checkpoints\n',
  },
  "mamba-bias-inner-fusion": {
    rules: ["mamba-bias-fusion"],
    keys: 'attention_config: [[["mamba"],12]]\nmamba_use_bias_in_linears: true\nmamba_inner_func_fusion: true\n',
  },
  "mamba-inner-model-parallel": {
    rules: ["mamba-model-parallel"],
    beside: 'attention_config: [[["mamba"],12]]\n',
  },
  "mamba-fusion-superseded": {
    rules: ["mamba-fusion-superseded"],
    keys:
      'attention_config: [[["mamba"],12]]\nmamba_inner_func_fusion: true\nmamba_selective_scan_fusion: true\n' +
      "mamba_causal_conv_fusion: true\n",
  },
  "mamba-sequence-parallel": {
    rules: ["mamba-sequence-parallel"],
    beside: 'attention_config: [[["mamba"],12]]\nmodel_parallel_size: 2\n',
  },
  "rwkv-dim-att-required": { rules: ["rwkv-dim-att-required"], beside: "precision: bfloat16\n" },
  "rwkv-multiples-of-32": {
    rules: ["rwkv-multiples-of-32"],
    beside: 'attention_config: [[["rwkv"],12]]\ndim_att: 80\nnum_attention_heads: 8\nprecision: bfloat16\n',
  },
  "rwkv-dim-att-heads": {
    rules: ["hidden-size-heads", "rwkv-heads"],
    beside: 'attention_config: [[["rwkv"],12]]\nprecision: bfloat16\n',
  },
  "rwkv-dim-att-equals-hidden": {
    rules: ["rwkv-attention-width"],
    beside: 'num_attention_heads: 16\nattention_config: [[["rwkv"],12]]\nprecision: bfloat16\n',
  },
  "rwkv-ffn-rounded": {
    rules: ["rwkv-ffn-rounded"],
    beside: 'attention_config: [[["rwkv"],12]]\ndim_att: 768\nprecision: bfloat16\n',
  },
  "rwkv-one-layer": {
    rules: ["rwkv-one-layer"],
    beside: 'attention_config: [[["rwkv"],1]]\ndim_att: 768\nprecision: bfloat16\n',
  },
  "rwkv-precision": {
    rules: ["rwkv-precision"],
    beside: 'attention_config: [[["rwkv"],12]]\ndim_att: 768\n',
  },
  "rwkv-layer-zero-loads-kernel": {
    rules: ["rwkv-first-layer", "uneven-pipeline-stages"],
    beside: 'attention_config: [[["rwkv"],12]]\ndim_att: 768\nprecision: bfloat16\n',
  },
  // Experts
  "moe-experts-divisible-by-mp": { rules: ["moe-experts-model-parallel"], beside: "precision: bfloat16\n" },
  "moe-top-k-range": { rules: ["moe-top-k-range"], beside: "precision: bfloat16\n" },
  "moe-expert-interval-zero": "moe-expert-interval-zero",
  "moe-gated-not-gated": { rules: ["experts-not-gated"], beside: "precision: bfloat16\n" },
  "moe-ignores-mlp-keys": {
    rules: ["experts-ignore-mlp-keys"],
    beside: "moe_num_experts: 8\nprecision: bfloat16\n",
  },
  "moe-unused-keys": {
    rules: ["moe-jitter-without-topk"],
    beside: "moe_num_experts: 8\nprecision: bfloat16\n",
  },
  "moe-topk-training": {
    rules: ["topk-router-training"],
    beside: "moe_num_experts: 8\nprecision: bfloat16\n",
  },
  "moe-needs-bf16": { rules: ["moe-precision"], beside: "moe_num_experts: 8\n" },
  "moe-te-layernorm-mlp": { rules: ["experts-without-norm"], beside: "precision: bfloat16\n" },
  "moe-keys-without-experts": "moe-key-without-experts",
  // Transformer Engine
  "te-fp8-mha-broken": "te-fp8-attention",
  "te-fp8-keys-ignored": "fp8-key-unused",
  "te-mha-needs-rotary": "te-attention-positions",
  "te-mha-norm": { rules: ["te-attention-norm"], beside: "te_mha: true\npos_emb: rotary\n" },
  "te-mha-sliding-window": { rules: ["te-attention-window"], beside: "te_mha: true\npos_emb: rotary\n" },
  "te-gptj-double-reduce": "transformer-engine-reduces-twice",
  "te-layernorm-mlp-activation": { rules: ["te-mlp-activation"], beside: "te_layernorm_mlp: true\n" },
  "te-layernorm-mlp-norm": { rules: ["te-mlp-norm"], beside: "te_layernorm_mlp: true\n" },
  "te-layernorm-mlp-width": { rules: ["transformer-engine-mlp-width"], beside: "activation: swiglu\n" },
  "te-rowparallel-rm": {
    rules: ["te-row-reward-model"],
    beside:
      "train_impl: rm\ndataset_impl: pairwise\npack_impl: unpacked\nno_weight_tying: true\nmodel_parallel_size: 2\n",
  },
  // Parallelism
  "sequence-parallel-seq-divisible": {
    rules: ["sequence-parallel-length"],
    beside: "max_position_embeddings: 4096\nsequence_parallel: true\n",
  },
  "sequence-parallel-without-mp": {
    rules: ["model-parallel-flag-unused"],
    beside: "model_parallel_size: 1\n",
  },
  "sequence-parallel-rm": {
    rules: ["sequence-parallel-reward-model"],
    beside: "dataset_impl: pairwise\npack_impl: unpacked\nno_weight_tying: true\nmodel_parallel_size: 2\n",
  },
  "sequence-parallel-inference": {
    rules: ["sequence-parallel-inference"],
    beside: "model_parallel_size: 2\ntext_gen_type: unconditional\nload: checkpoints\n",
  },
  "zero23-pipe-module": "zero-pipeline",
  "zero23-model-parallel": "zero-model-parallel",
  "pipe-partition-method-unknown": "pipe-partition-method",
  "pipe-layers-divisible": "uneven-pipeline-stages",
  "contiguous-needs-partition": {
    rules: ["contiguous-checkpointing"],
    beside: "checkpoint_activations: true\n",
  },
  "checkpoint-num-layers-zero": "checkpoint-num-layers-zero",
  "checkpoint-num-layers-chunks": {
    rules: ["recomputation-chunks"],
    beside: "checkpoint_activations: true\n",
  },
  "activation-ckpt-flags-unused": "recomputation-flag-unused",
  "deepspeed-activation-checkpointing-deprecated": "training-key-never-read",
  "ds-activation-checkpointing-block": "activation-checkpointing-block",
  "lazy-mpu-init": "lazy-mpu-init",
  "fp32-allreduce-mp1": { rules: ["model-parallel-flag-unused"], beside: "model_parallel_size: 1\n" },
  "distributed-backend": "distributed-backend",
  // Start
  "seed-positive": "seed-positive",
  "adlr-autoresume-ignored": "training-key-never-read",
  "vocab-divisible-positive": "vocab-divisible-zero",
  "tokenizer-files-required": { rules: ["tokenizer-files"], beside: "vocab_file: null\ntrain_iters: 1000\n" },
  "tokenizer-type-null": "tokenizer-type-null",
  "tokenizer-files-unused": "tokenizer-file-unused",
  "v2-output-layer-row-default": {
    rules: ["output-layer-row"],
    keys: "no_weight_tying: true\noutput_layer_parallelism: row\nmodel_parallel_size: 2\n",
  },
  // Objectives
  "rm-needs-untied-head": {
    rules: ["reward-model-head"],
    beside: "dataset_impl: pairwise\npack_impl: unpacked\n",
  },
  "rm-micro-batch": {
    rules: ["reward-model-batch"],
    beside: "train_impl: rm\nno_weight_tying: true\ndataset_impl: pairwise\npack_impl: unpacked\n",
  },
  "kto-micro-batch": { rules: ["kto-batch"], beside: "train_impl: kto\n" },
  "preference-training-needs-pp0": {
    rules: ["preference-pipeline"],
    beside: "dataset_impl: pairwise\npack_impl: unpacked\n",
  },
  "reinforce-pipe-trains-lm": {
    rules: ["reinforce-in-pipeline"],
    beside:
      "dataset_impl: online\ntrain_label_data_paths: [a]\ntrain_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\n",
  },
  "train-impl-dataset-impl": "objective-data-set",
  "kto-needs-rewards": { rules: ["kto-rewards"], beside: "train_reward_data_paths: null\n" },
  "dpo-keys-without-impl": "objective-key-unused",
  "fused-flashattn-swiglu-missing": { rules: ["flashattn-swiglu-unused"] },
  "online-labels-need-train-label-key": {
    rules: ["online-labels-unused"],
    beside: "train_impl: reinforce\ntrain_label_data_paths: null\n",
  },
  "curriculum-needs-keys": { rules: ["curriculum-keys"], beside: "pipe_parallel_size: 1\n" },
  "curriculum-disabled-sequential": "curriculum-disabled",
  // Optimizer and schedule
  "optimizer-params-weight-decay": "optimizer-params",
  "optimizer-params-unknown": "optimizer-params",
  "optimizer-mup-type": {
    rules: ["optimizer-mup-type"],
    keys: "optimizer: {type: lion, params: {lr: 0.001}}\nuse_mup: true\n",
  },
  "optimizer-sgd-needs-mup": "optimizer-sgd-needs-mup",
  "cpu-torch-adam-never": {
    rules: ["cpu-torch-adam-never"],
    keys: "optimizer: {type: cpu_torch_adam, params: {lr: 0.001}}\n",
  },
  "sm3-ignores-weight-decay": {
    rules: ["sm3-ignores-weight-decay"],
    keys: "optimizer: {type: sm3, params: {lr: 0.001}}\nweight_decay: 0.1\n",
  },
  "bnb-only-adam": {
    rules: ["bnb-only-adam"],
    keys: "use_bnb_optimizer: true\noptimizer: {type: lion, params: {lr: 0.001}}\n",
  },
  "zero-untested-optimizer": {
    rules: ["zero-untested-optimizer"],
    keys: "optimizer: {type: sm3, params: {lr: 0.001}}\nweight_decay: 0.0\nzero_optimization: {stage: 1}\n",
  },
  "zero-offload-needs-cpu-adam": {
    rules: ["zero-offload-needs-cpu-adam"],
    keys: "zero_optimization: {stage: 2, offload_optimizer: {device: cpu}}\noptimizer: {type: Adam, params: {lr: 0.001}}\n",
  },
  "amp-zero": "amp-zero",
  "no-load-optim-trains-nothing": { rules: ["no-load-optim-trains-nothing"], beside: "train_iters: 1000\n" },
  "v2-no-load-optim": { rules: ["v2-no-load-optim"], beside: "train_iters: 1000\n" },
  "lr-decay-fraction-precedence": "lr-decay-fraction-precedence",
  "lr-cosine-rises-again": "lr-cosine-rises-again",
  "lr-decay-longer-than-training": "lr-decay-longer-than-training",
  "warmup-fraction-range": "warmup-fraction-range",
  "override-and-checkpoint-scheduler": {
    rules: ["override-and-checkpoint-scheduler"],
    keys: "override_lr_scheduler: true\nuse_checkpoint_lr_scheduler: true\n",
  },
  // Data
  "train-length-required": {
    rules: ["train-length-required"],
    keys: "train_iters: null\ntrain_epochs: null\ndata_path: x\ndata_impl: mmap\n",
  },
  "train-iters-and-epochs": "train-iters-and-epochs",
  "train-epochs-pack-impl": "train-epochs-unsupported",
  "train-epochs-weighting": "train-epochs-unsupported",
  "train-epochs-dataset-impl": {
    rules: ["train-epochs-unsupported"],
    beside: "pack_impl: unpacked\ntrain_impl: dpo\n",
  },
  "train-epochs-inference": {
    rules: ["train-epochs-inference"],
    beside: "train_iters: null\nlr_decay_iters: null\ntext_gen_type: unconditional\nload: checkpoints\n",
  },
  "data-impl-infer-broken": { rules: ["data-impl-infer-broken"], keys: "data_path: x\ndata_impl: infer\n" },
  "data-path-missing": {
    rules: ["data-path-missing"],
    launch: { files: { "model.yml": RUN.replace(/data_path.*\n/, "") }, launched: true },
  },
  "data-file-not-found": { rules: ["data-path-suffix"], beside: "data_impl: mmap\n" },
  "data-path-with-lists-partial": {
    rules: ["data-path-with-pairs"],
    beside: "data_impl: mmap\ndataset_impl: pairwise\npack_impl: unpacked\n",
  },
  "split-format": "split-format",
  "split-extra-parts": "split-extra-parts",
  "split-ignored-with-paths": {
    rules: ["split-ignored-with-paths"],
    keys: 'data_impl: mmap\nsplit: "90,5,5"\ntrain_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\n',
  },
  "weights-positive": "weights-positive",
  "weight-by-num-documents-overrides": {
    rules: ["weight-by-num-documents-overrides"],
    keys:
      "data_impl: mmap\nweight_by_num_documents: true\ntrain_data_paths: [a]\nvalid_data_paths: [b]\n" +
      "test_data_paths: [c]\ntrain_data_weights: [1.0]\n",
  },
  "weight-by-num-documents-formula": {
    rules: ["weight-by-num-documents-formula"],
    beside:
      "data_impl: mmap\nweight_by_num_documents: true\ntrain_data_paths: [a, d]\nvalid_data_paths: [b]\n" +
      "test_data_paths: [c]\n",
  },
  "weight-by-num-documents-pairwise": {
    rules: ["weight-by-num-documents-pairwise"],
    beside: "pack_impl: unpacked\ntrain_impl: dpo\nweight_by_num_documents: true\n",
  },
  "weight-by-num-documents-data-path": {
    rules: ["weight-by-num-documents-data-path"],
    beside: "data_impl: mmap\n",
  },
  "blendable-254": {
    rules: ["too-many-data-sets"],
    keys: `data_impl: mmap\ntrain_data_paths: [${"a, ".repeat(254)}a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\n`,
  },
  "label-paths-all-splits": {
    rules: ["label-paths-all-splits"],
    beside:
      "data_impl: mmap\ntrain_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\nvalid_label_data_paths: null\ntrain_iters: 1000\n",
  },
  "label-paths-lengths": "label-paths-lengths",
  "valid-labels-without-train-labels": {
    rules: ["valid-labels-without-train-labels"],
    beside: "train_label_data_paths: null\n",
  },
  "online-needs-train-iters": {
    rules: ["train-epochs-unsupported"],
    beside: "dataset_impl: online\ntrain_impl: reinforce\ntrain_iters: null\n",
  },
  "reward-needs-unpacked": "reward-needs-unpacked",
  "pairwise-needs-unpacked": "pairwise-needs-unpacked",
  "allow-chopped-packed": "allow-chopped-packed",
  "use-shared-fs-with-lists": "use-shared-fs-with-lists",
  "eval-interval-zero": "eval-interval-zero",
  "num-workers-negative": "num-workers-negative",
  // Checkpoints
  "checkpoint-factor-linear-whole": { rules: ["checkpoint-factor-linear-whole"], beside: "save: ckpt\n" },
  "checkpoint-factor-log-above-one": { rules: ["checkpoint-factor-log-above-one"], beside: "save: ckpt\n" },
  "checkpoint-factor-zero": { rules: ["checkpoint-factor-zero"], beside: "save: ckpt\n" },
  "checkpoint-keys-without-save": { rules: ["checkpoint-keys-without-save"], beside: "save: null\n" },
  "extra-save-iters-type": "extra-save-iters-never",
  "keep-last-zero": "keep-last-zero",
  "keep-last-trailing-slash": "keep-last-trailing-slash",
  "no-save-optim-ignored": "training-key-never-read",
  "s3-dependencies": { rules: ["s3-path-scheme"], beside: "save: ckpt\ncheckpoint_factor: 100\n" },
  "checkpoint-validation-pipe-gas": {
    rules: ["checkpoint-validation-pipeline"],
    beside: "pipe_parallel_size: 1\neval_iters: 0\nsave: ckpt\ncheckpoint_factor: 100\n",
  },
  // Training
  "eval-with-pipeline-engine": "eval-with-pipeline-engine",
  "log-interval-zero": "log-interval-zero",
  "gradient-noise-scale-broken": "gradient-noise-scale-broken",
  "gradient-noise-keys-unused": "gradient-noise-keys-unused",
  "log-optimizer-states-keyerror": { rules: ["log-optimizer-states-keyerror"] },
  "log-grad-norm-pipe": "log-grad-norm-pipe",
  "profile-needs-memory-path": {
    rules: ["profile-needs-memory-path"],
    beside: "tensorboard_dir: tb\nmemory_profiling_path: null\n",
  },
  "profile-needs-tensorboard-dir": {
    rules: ["profile-needs-tensorboard-dir"],
    beside: "tensorboard_dir: null\nmemory_profiling_path: prof\n",
  },
  "profile-step-range": {
    rules: ["profile-step-range"],
    beside: "profile: true\ntensorboard_dir: tb\nmemory_profiling_path: prof\n",
  },
  "memory-profiling-sequential": "memory-profiling-sequential",
  "wandb-keys-unused": "wandb-keys-unused",
  "comet-keys-unused": "comet-keys-unused",
  "weight-server-port-ignored": "weight-server-port-ignored",
  "serve-model-weights-blocks": "serve-model-weights-blocks",
  "exit-interval-no-save": { rules: ["exit-interval-no-save"], beside: "save: ckpt\n" },
  "eval-tasks-in-training": { rules: ["eval-tasks-need-pipeline"] },
  "launcher-comment-account": { rules: ["launcher-comment-account"], beside: "launcher: pdsh\n" },
  "ds-monitor-dicts": "deepspeed-monitor",
  "char-level-ppl-tokenizer": {
    rules: ["char-level-ppl-pairs"],
    beside: "dataset_impl: pairwise\npack_impl: unpacked\ntrain_impl: dpo\n",
  },
  // Generation and evaluation
  "inference-needs-load": {
    rules: ["inference-needs-load"],
    keys: "load: null\ntext_gen_type: unconditional\n",
  },
  "text-gen-type-unknown": { rules: ["text-gen-type-unknown"], beside: "load: checkpoints\n" },
  "text-gen-input-file": {
    rules: ["text-gen-input-file"],
    beside: "sample_input_file: null\nload: checkpoints\n",
  },
  "sample-input-file-ignored": { rules: ["sample-input-file-ignored"], beside: "load: checkpoints\n" },
  "num-samples-positive": {
    rules: ["num-samples-positive"],
    beside: "text_gen_type: unconditional\nload: checkpoints\n",
  },
  "temperature-negative": "temperature-negative",
  "maximum-tokens-exceeds-seq": {
    rules: ["maximum-tokens-exceeds-seq"],
    beside: "text_gen_type: unconditional\nload: checkpoints\n",
  },
  "sparse-recompute": {
    rules: ["sparse-attention-dropout", "generation-cache"],
    beside: 'attention_config: [[["local"],12]]\ntext_gen_type: unconditional\nload: checkpoints\n',
  },
  "rwkv-gmlp-generation-cache": {
    rules: ["rwkv-precision", "generation-cache"],
    beside:
      'attention_config: [[["rwkv"],12]]\ndim_att: 768\nprecision: fp16\ntext_gen_type: unconditional\nload: checkpoints\n',
  },
  "te-mha-generation": {
    rules: ["generation-cache"],
    beside: "pos_emb: rotary\ntext_gen_type: unconditional\nload: checkpoints\n",
  },
  "rm-inference": {
    rules: ["reward-model-inference"],
    beside:
      "dataset_impl: pairwise\npack_impl: unpacked\ntext_gen_type: unconditional\nload: checkpoints\nno_weight_tying: true\npipe_parallel_size: 1\n",
  },
  "eval-harness-needs-pipe": {
    rules: ["eval-tasks-need-pipeline"],
    beside: "eval_tasks: [piqa]\n",
  },
  "eval-harness-max-length": {
    rules: ["eval-harness-max-length"],
    beside: "pos_emb: rotary\neval_tasks: [piqa]\npipe_parallel_size: 1\n",
  },
  "precompute-single-sample": {
    rules: ["precompute-batch"],
    beside: "load: checkpoints\ntrain_data_paths: [a]\nvalid_data_paths: [a]\ntest_data_paths: [a]\n",
  },
  "precompute-data-impl": { rules: ["data-impl-infer-broken"], beside: "data_path: x\n" },
  "textgen-keys-in-training": { rules: ["text-generation-key-in-training"], beside: "train_iters: 1000\n" },
  // Rules of single facts
  "bf16-grad-accum-bf16": {
    rules: ["grad-accum-dtype"],
    beside: "precision: bfloat16\nzero_optimization: {stage: 0}\npipe_parallel_size: 0\n",
  },
  "config-too-large-for-argv": {
    rules: ["config-too-large"],
    keys: "# Two hundred kilobytes of comments.\n".repeat(5600),
  },
  "deepspeed-extra-args-dict-method-name": "extra-args-method-name",
  "eval-harness-limit": {
    rules: ["eval-harness-limit"],
    keys: "eval_tasks: [piqa]\npipe_parallel_size: 1\nload: ckpt\n",
  },
  "flash-alibi-version": {
    rules: ["flash-alibi-version"],
    beside:
      'attention_config: [[["flash"], 12]]\nprecision: fp16\nnum_attention_heads: 16\nhidden_size: 1024\n',
  },
  "global-num-gpus-given": { rules: ["global-num-gpus-given"], keys: "global_num_gpus: 16\n" },
  "gqa-checkpoint-layout": { rules: ["gqa-checkpoint-layout"], beside: "num_kv_heads: 4\nfinetune: true\n" },
  "hf-gpt2-no-vocab": { rules: ["pretrained-gpt2-tokenizer"], beside: "vocab_file: null\n" },
  "load-iteration-missing": {
    rules: ["load-iteration-missing"],
    launch: { files: { "model.yml": "load: ckpt\niteration: 123\n" }, absentFiles: ["ckpt/global_step123"] },
  },
  "mamba-activation-ignored": {
    rules: ["mamba-mlp-key-unused"],
    beside: 'attention_config: [[["mamba"],12]]\n',
  },
  "mamba-init-default": { rules: ["mamba-init-method"], beside: 'attention_config: [[["mamba"],12]]\n' },
  "no-save-rng-resume": {
    rules: ["no-save-rng-resume"],
    keys: "no_save_rng: true\nsave: ckpt\nload: ckpt\ncheckpoint_factor: 100\n",
  },
  "pipe-mamba-partition": { rules: ["uneven-pipeline-stages"], beside: "num_layers: 24\n" },
  "pipe-stages-uneven": { rules: ["uneven-pipeline-stages"], beside: "eval_iters: 0\n" },
  "precision-ignored-without-fp16-block": "precision-without-block",
  "return-logits-index": {
    rules: ["return-logits-index"],
    keys: "return_logits: true\nmaximum_tokens: 64\ntext_gen_type: interactive\nload: ckpt\n",
  },
  "rwkv-checkpoint-activations": {
    rules: ["recomputation-skips-layers"],
    beside:
      'attention_config: [[["rwkv"],12]]\ndim_att: 768\nprecision: bfloat16\nzero_optimization: {stage: 0}\n',
  },
  "rwkv-sequence-batch-swapped": {
    rules: ["rwkv-mixes-batch"],
    beside: "dim_att: 768\nprecision: bfloat16\nzero_optimization: {stage: 0}\ntrain_iters: 100\n",
  },
  "sparse-attention-dropout-ignored": {
    rules: ["sparse-dropout-unused"],
    beside: 'attention_config: [[["local", "global"],6]]\n',
  },
  "te-columnparallel-inference": {
    rules: ["te-column-inference"],
    beside: "text_gen_type: unconditional\nload: ckpt\nno_weight_tying: true\npipe_parallel_size: 1\n",
  },
  "te-mha-ignores": { rules: ["te-attention-ignores"], beside: "pos_emb: rotary\n" },
  "top-k-range": {
    rules: ["top-k-range"],
    beside: "text_gen_type: unconditional\nload: ckpt\ntokenizer_type: CharLevelTokenizer\n",
  },
  "v2-checkpoint-log-factor-one": {
    rules: ["save-steps-endless"],
    beside: "train_iters: 1000\nsave: ckpt\n",
  },
  "v2-checkpoint-needs-train-iters": {
    rules: ["python-error"],
    beside: "checkpoint_factor: null\ntrain_iters: 100\nsave: ckpt\n",
  },
  "v2-save-iters-unbound": {
    rules: ["python-error"],
    keys: "checkpoint_factor: null\nextra_save_iters: null\n",
  },
};

/** Facts that no rule tells, and why. */
export const UNTOLD: Readonly<Record<string, string>> = {
  "bf16-inference-typeerror":
    "Real NeoX generates in bfloat16 at main: the launcher hands the ZeRO block over again.",
  "te-linear-mup": "Real NeoX builds the layers with muP switched off, and never comes to the faulty line.",
  // What is installed or set up where the job runs
  "flash-attn-not-installed": "The config does not say which packages are installed.",
  "flash-sliding-window-version": "The config does not say which flash-attn is installed.",
  "fused-kernels-not-built": "Whether kernels compile depends on the machine.",
  "mup-not-installed": "The config does not say which packages are installed.",
  "mamba-kernels-missing": "The config does not say which packages are installed.",
  "moe-megablocks-missing": "The config does not say which packages are installed.",
  "te-not-installed": "The config does not say which packages are installed.",
  "bnb-missing": "The config does not say which packages are installed.",
  "wandb-default-on": "Whether there is an API key is known where the job runs.",
  "wandb-silently-off": "Whether there is an API key is known where the job runs.",
  "wandb-not-installed": "The config does not say which packages are installed.",
  "comet-not-installed": "The config does not say which packages are installed.",
  "tensorboard-missing": "The config does not say which packages are installed.",
  "slurm-environment": "Whether deepy.py runs inside of srun is not in the config.",
  "rwkv-working-directory": "Where deepy.py is started is not in the config.",
  "num-gpus-without-hostfile": "How many GPUs the launching machine has is not in the config.",
  "eval-harness-tasks-unknown": "The tasks are those of the installed lm_eval.",
  // Other files than the config
  "hostfile-uneven-slots": "In the hostfile; whether the slots are all of a machine's GPUs it does not say.",
  "eod-missing-in-tokenizer": "The tokens are in the tokenizer's file.",
  "split-no-valid-documents": "How many documents there are is in the data.",
  "split-change-reuses-index": "Index files of an earlier run lie beside the data.",
  "dataset-smaller-than-batch": "How many samples there are is in the data.",
  "precompute-model-name-missing-data": "Whether the data were computed before is not in the config.",
  "lr-schedule-mismatch-on-resume": "The other schedule is in the checkpoint.",
  "load-nothing-found": "Whether a checkpoint is there to resume from; a first run has none either.",
  "load-arguments-differ": "The other values are in the checkpoint.",
  "prompt-longer-than-seq": "The prompts are in a file of their own.",
  // What only the run or its command line shows
  "cli-overrides-yaml": "What stands on the command line is not in the config.",
  "user-script-missing": "The script stands on the command line.",
  "autotuning-run-without-config": "Whether to tune stands on the command line.",
  "loss-overflow-exit": "Whether the loss overflows shows in training.",
  // By intention
  "precision-null-default-fp32":
    "fp32 is the default and works; the hint behind the key says what precision it is.",
  // Told in other ways
  "zero-defaults-not-merged":
    "Only contiguous_gradients and, in stage 3, overlap_comm differ, and what is trained is the same; the hover of the keys tells DeepSpeed's default.",
};
