/** Layers, norms, residual paths, initialisation and kernels. */
export const architecture: Readonly<Record<string, string>> = {
  num_layers:
    "Number of layers. `attention_config` must expand to exactly this many; a multiple of `pipe_parallel_size` balances the stages. Required.",
  norm:
    "The normalisation: `layernorm` (GPT-NeoX), `rmsnorm` (LLaMA, a little faster), `scalenorm`, `non_parametric_layernorm` (OLMo), or Transformer Engine's `te_layernorm` and `te_rmsnorm`. " +
    "Write it in lower case: `LayerNorm` passes the check and fails when the model is built. Each kind has its own epsilon key.",
  layernorm_epsilon:
    "Added to the variance in layer norms. 1.0e-5 is usual; take what a checkpoint was trained with. Write `1.0e-5`, for `1e-5` is a string in YAML.",
  rms_norm_epsilon:
    "Added to the mean square in RMS norms. NeoX's default is 1.0e-8; LLaMA uses 1.0e-5 or 1.0e-6. Write it with a dot, for `1e-5` is a string in YAML.",
  scalenorm_epsilon:
    "Smallest norm a vector is divided by in scale norms. Leave 1.0e-8; only with `norm: scalenorm`.",
  layernorm_fusion:
    "Uses Apex's fused layer norm, which must be installed. Only with `norm: layernorm`; with `non_parametric_layernorm` it fails.",
  rmsnorm_fusion:
    "Uses Apex's fused RMS norm, which must be installed. Only with `norm: rmsnorm`, without effect otherwise.",
  use_bias_in_norms: "Meant to remove biases from norms, but nothing reads it: norms keep theirs.",
  no_weight_tying:
    "`true` gives the output layer its own weights; `false` shares the embedding's. Untied is usual for all but small models, and costs padded vocabulary × `hidden_size` parameters more. Reward models need `true`.",
  gpt_j_residual:
    "Runs attention and MLP side by side from the same input (GPT-J, GPT-NeoX, Pythia), which is a little faster. " +
    "If the MLP has no bias (gated with `use_bias_in_mlp: false`, or MoE), attention's output is silently lost.",
  gpt_j_tied:
    "With `gpt_j_residual`, uses one norm for attention and MLP, as GPT-J does, instead of two. Without it, no effect.",
  hidden_dropout:
    "Probability of dropping an activation after attention, MLP and embedding, 0 to 1. Pretraining uses 0. Sublayers without bias get none, whatever the value. It was 0.1 by default until 2023-12-26.",
  bias_dropout_fusion:
    "Adds bias, dropout and residual in one kernel. Worth it on GPU for layers with biases.",
  make_vocab_size_divisible_by:
    "The vocabulary is padded to a multiple of this times `model_parallel_size`. 128 suits tensor cores; a checkpoint must be loaded with the padding it was made with. At least 1.",
  padded_vocab_size:
    "The vocabulary after padding, computed from the tokenizer, `make_vocab_size_divisible_by` and `model_parallel_size`; a value in a file is overwritten.",
  output_layer_parallelism:
    "How the output layer is cut over GPUs. Only `column` (by vocabulary) is allowed since 2023-05-19; `row` gave a wrong loss.",
  num_unique_layers:
    "Meant to share parameters among layers. It is checked (it must divide `num_layers`) but the model never uses it.",
  param_sharing_style: "Meant to order shared layers, `grouped` or `spaced`. The model never uses it.",
  init_method:
    "How most weights are initialised. `normal` uses `init_method_std`; `small_init` with `wang_init` for the outputs is what GPT-NeoX-20B and Pythia use. `orthogonal` always fails.",
  output_layer_init_method:
    "How the last linear layers of attention and MLP are initialised. `scaled_normal` shrinks with depth; `wang_init` goes with `small_init`; `single_residual_scaled_normal` suits Mamba. `orthogonal` always fails.",
  init_method_std:
    "Standard deviation of the `normal` and `scaled_normal` initialisations. 0.02 suits most; smaller for very wide models.",
  use_cpu_initialization:
    "Initialises tensor-parallel weights on the CPU, slower but the same for every `model_parallel_size`. Fails together with `use_mup`.",
  fused_kernels_build_path:
    "Folder the fused CUDA kernels are compiled into. Set it when the package's own folder is read-only or shared by machines with different GPUs.",
  soft_prompt_tuning:
    "Trains only a few prompt vectors and freezes the model. On main `enabled: true` fails when the model is built.",
  mamba_selective_scan_fusion:
    "Uses the fused CUDA scan of the `mamba_ssm` package. Strongly recommended for Mamba layers: the plain scan is slow.",
  mamba_causal_conv_fusion:
    "Uses the fused convolution of the `causal_conv1d` package in Mamba layers. Recommended.",
  mamba_inner_func_fusion:
    "Runs the whole inside of a Mamba layer in one fused function, which replaces the other two fusions. Not together with `mamba_use_bias_in_linears`.",
  mamba_selective_fp32_params:
    "Keeps Mamba's `A` and `D` parameters in 32 bit for stability. Leave it on; it needs a DeeperSpeed that leaves them alone.",
  mamba_use_bias_in_conv:
    "Whether the convolution of Mamba layers has a bias; the published models have one.",
  mamba_use_bias_in_linears:
    "Whether the projections of Mamba layers have biases; the published models have none. Not together with `mamba_inner_func_fusion`.",
  te_columnparallel:
    "Uses Transformer Engine's linear layer wherever weights are cut by output columns (QKV and the MLP's first layer). Needs the transformer-engine package.",
  te_rowparallel:
    "Uses Transformer Engine's linear layer wherever weights are cut by input rows (the outputs of attention and MLP). With `gpt_j_residual` and tensor parallelism results are summed twice.",
  te_layernorm_mlp:
    "Replaces norm and MLP by Transformer Engine's fused block. Here `intermediate_size` is the inner width as it is, even for gated activations, and `mlp_multiple_of` and `use_bias_in_mlp` are ignored.",
  te_mha:
    "Replaces attention by Transformer Engine's. Needs `pos_emb: rotary` and a layer or RMS norm; the attention kind, `use_qk_layernorm` and `use_bias_in_attn_linear` are ignored.",
  te_fp8_mha:
    "Meant to run attention in 8 bit with Transformer Engine. On main it fails in the first forward, for the code reads an argument that does not exist.",
  te_fp8_format:
    "The 8-bit format: `hybrid` has more precision forward and more range backward, `e4m3` is precise in both. Only with `te_fp8_mha`.",
  te_fp8_wgrad: "Whether weight gradients are computed in 8 bit too. Only with `te_fp8_mha`.",
  te_fp8_amax_history_len:
    "Over how many steps the largest value is remembered for scaling. Only with `te_fp8_mha`.",
  te_fp8_amax_compute_algo:
    "How the scale follows from that history: `most_recent` or `max`. Only with `te_fp8_mha`.",
  te_fp8_margin: "Meant to widen the 8-bit scale by a power of two; nothing reads it.",
  use_mup:
    "muP: scales initialisation and learning rates, so that hyperparameters found on a narrow model hold on a wide one. " +
    "Needs the mup package, `base_shapes_file`, and the adam or sgd optimizer. NeoX leaves attention and the embedding unscaled.",
  save_base_shapes:
    "With `use_mup`, writes the base shapes to `base_shapes_file` and ends the job (with exit status 1). Run once before training.",
  base_shapes_file:
    "Path prefix of muP's base shapes; each rank adds its number. Written by `save_base_shapes`, read by every run with `use_mup`.",
  coord_check:
    "With `use_mup`, plots how activations grow with width and ends the job. For checking muP itself, not for training.",
  mup_init_scale: "With `use_mup`, all initial weights are multiplied by this. Tune it on the narrow model.",
  mup_attn_temp: "Meant as a temperature of attention under muP; nothing reads it.",
  mup_output_temp: "Meant as a temperature of the output under muP; nothing reads it.",
  mup_embedding_mult:
    "Meant to multiply the embedding's output under muP; NeoX builds the embedding without muP, so it multiplies nothing.",
  mup_rp_embedding_mult:
    "Learned and sinusoidal position embeddings are multiplied by this, with and without `use_mup`.",
  mup_width_scale:
    "By how much the second model is wider when base shapes are made; 2 is enough to tell which dimensions grow.",
};
