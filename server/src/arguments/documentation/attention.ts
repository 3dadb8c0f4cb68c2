/** Heads, attention kinds, positions, and the kernels of attention. */
export const attention: Readonly<Record<string, string>> = {
  hidden_size:
    "Width of the model: the length of every token's vector. Its quotient by `num_attention_heads` is the size of a head; 64 or 128 suit flash attention and tensor cores, at least a multiple of 8. " +
    "It must be divisible by the heads (unless a layer is Mamba) and by `model_parallel_size`.",
  num_attention_heads:
    "Number of query heads; each sees `hidden_size` / `num_attention_heads` dimensions. Choose it so that this is 64 or 128. " +
    "It must divide `hidden_size` and be divisible by `model_parallel_size` and by `num_kv_heads`.",
  num_kv_heads:
    "Number of key/value heads: unset or equal to `num_attention_heads` is multi-head attention, fewer is grouped-query (GQA), 1 is multi-query. " +
    "Fewer heads shrink the generation cache and the K/V weights; 8 is common. It must divide the heads and be divisible by `model_parallel_size`, and needs `global` or `flash` layers without `sparsity_config`. " +
    "Between 2024-02-22 and 2024-11-13 (commit 96c242eb) many valid values crashed at the first step, issue #1314.",
  attention_config:
    'Which attention each layer has: a list of `[[kinds...], count]` entries, for example `[[["flash"], 24]]` or `[[["global", "local"], "all"]]`. Unset is `global` everywhere. ' +
    '`flash` is the choice for GPUs with fp16 or bfloat16. The expanded list must have exactly `num_layers` entries, and an entry with `"all"` silently drops every other entry.',
  seq_length:
    "Tokens in one training sequence, the context the model learns to use. Attention cost grows with its square (memory only linearly with flash). " +
    "At most `max_position_embeddings`; with `sequence_parallel`, divisible by `model_parallel_size`. NeoX does not check that it is set, but nothing works without.",
  max_position_embeddings:
    "The longest position the model can be given, at least `seq_length`. With `pos_emb: learned` it is the length of a trained table and costs parameters; with other kinds it is only a limit. Required.",
  sliding_window_width:
    "Each token attends only to this many tokens before it. Meant for `flash` layers (flash-attn 2.3 or newer). " +
    "`global` layers silently ignore it in the sequential model (`pipe_parallel_size: 0`), with the upper-triangular softmax fusion, and in generation.",
  sparsity_config:
    "Block layout of the sparse attention kinds (`local`, `sparse_fixed`, `sparse_variable`, `bigbird`, `bslongformer`); without such a layer it does nothing, but it still forbids GQA. " +
    "On main, training with a sparse layer fails at the first step.",
  use_qk_layernorm:
    "Normalises queries and keys per head before attention, which steadies training at high learning rates. Fails with GQA on flash layers; give it multi-head attention there.",
  apply_query_key_layer_scaling:
    "Divides attention scores by the layer's number and undoes it in a 32-bit softmax: an old remedy for fp16 overflow. Unneeded with bfloat16; flash layers ignore it.",
  attention_dropout:
    "Probability of dropping an attention weight, 0 to 1. Pretraining on plenty of data uses 0; 0.1 for small data. It was 0.1 by default until 2023-12-26.",
  use_bias_in_attn_linear:
    "Whether the projections of attention (queries, keys, values, output) have biases. LLaMA-like models use `false`, GPT-NeoX and Pythia `true`. Must match a checkpoint you load.",
  pos_emb:
    "How the model knows positions: `rotary` (the modern default), `learned`, `sinusoidal`, `alibi`, `rpe` (T5 buckets) or `none`. " +
    "Write it in lower case: another spelling passes the check and then means no positions at all. `alibi` and `rpe` have no effect in sparse layers, `rpe` none in flash layers.",
  rotary_pct:
    "Share of each head's dimensions that is rotated, from 0 to 1: 1.0 in LLaMA, 0.25 in GPT-NeoX-20B and Pythia. " +
    "The rotated part, the head size times this, rounded down, must be even. Only with `pos_emb: rotary`.",
  rotary_emb_base:
    "Base of the rotary frequencies (theta). 10000 is standard; larger values, such as 500000, suit long contexts. A whole number, and part of the model: it must match a checkpoint you load.",
  rotary_save_freqs_buffer:
    "Keeps the rotary frequencies in the checkpoint. Only needed to load checkpoints from before 2024-03-04, which contain them.",
  rope_fusion:
    "Applies rotary embeddings in a fused CUDA kernel: faster in training. It rotates every token of cached generation as position 0, so turn it off to generate text.",
  rpe_num_buckets:
    "Number of distance buckets of T5's relative positions; at least 2. Only with `pos_emb: rpe`.",
  rpe_max_distance:
    "Distance in tokens from which T5's relative positions share the last bucket; more than half of `rpe_num_buckets`. Only with `pos_emb: rpe`.",
  opt_pos_emb_offset:
    "Shift of the index into the learned position table: 2 for OPT's checkpoints, 0 otherwise. `seq_length` plus this must not exceed `max_position_embeddings`.",
  scaled_upper_triang_masked_softmax_fusion:
    "Causal mask and softmax of `global` layers in one CUDA kernel. Worth it without flash attention; needs fp16 or bfloat16, a length of 17 to 2048 divisible by 4, otherwise the slow path is taken silently.",
  scaled_masked_softmax_fusion:
    "Mask and softmax of `global` layers in one CUDA kernel for any mask. The upper-triangular fusion wins when both are on and is faster for causal models.",
  gmlp_attn_dim:
    "Width of the small single-head attention inside `amlp` layers (gMLP with attention). Unused by other kinds.",
  dim_att:
    "Total width of time mixing in RWKV layers. It must be set and equal `hidden_size` (a multiple of 32 and of `num_attention_heads`): on main the intended default never applies, and unset crashes.",
  head_size:
    "Computed by RWKV layers as `dim_att` / `num_attention_heads`; a value in a file is overwritten.",
  ffn_dim:
    "Computed by RWKV layers from `intermediate_size`, `expansion_factor` or 3.5 × `hidden_size`, rounded down to a multiple of 32; a value in a file is overwritten.",
};
