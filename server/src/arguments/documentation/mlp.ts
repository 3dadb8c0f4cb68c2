/** The feed-forward part of a layer, with its activation, and mixture of experts. */
export const mlp: Readonly<Record<string, string>> = {
  activation:
    "The non-linearity of the MLP. `gelu` is classic; `swiglu` (LLaMA), `geglu`, `reglu`, `glu` and `bilinear` are gated and split the first linear layer into value and gate. " +
    "Gated ones reach about a third of `intermediate_size`, and many widths fail in the first forward. Write it in lower case.",
  intermediate_size:
    "Width of the MLP; unset means 4 × `hidden_size`. For a plain activation it is the inner width. For a gated one NeoX takes 2/3 of it and halves that, so write three times the inner width you want: 33024 for LLaMA-7B's 11008. " +
    "The widths after rounding must meet and be divisible by `model_parallel_size`; not together with `expansion_factor`.",
  expansion_factor:
    "Width of the MLP as a multiple of `hidden_size`, instead of `intermediate_size`; 4 by default (2 in Mamba, 3.5 in RWKV layers). The reduction for gated activations applies to it too.",
  mlp_multiple_of:
    "Rounds the MLP widths up to a multiple of this; at least 1. Set it to 64 or 256 with gated activations: the halves then nearly always meet, and tensor cores like it. " +
    "With a plain activation, `intermediate_size` divided by this and rounded up must be even.",
  use_bias_in_mlp:
    "Whether the linear layers of the MLP have biases. On main `false` only works with gated activations (plain ones fail in the first forward), and with `gpt_j_residual` it silently drops attention's output.",
  bias_gelu_fusion:
    "Adds the bias and applies gelu in one kernel. Worth it with `activation: gelu`, without effect otherwise; it fails in gMLP and MoE layers.",
  use_flashattn_swiglu:
    "Uses flash-attn's fused SwiGLU kernel. Only with `activation: swiglu` and flash-attn installed; otherwise the plain code runs without a word.",
  onnx_safe: "Uses a gelu that ONNX can export, which is slower. Not together with `bias_gelu_fusion`.",
  moe_num_experts:
    "Number of experts in mixture-of-experts layers; 1 means a plain MLP. Needs megablocks, bfloat16, ZeRO stage 0 or 1, and a multiple of `model_parallel_size`.",
  moe_expert_interval:
    "Every how many layers an MoE layer comes: 1 makes all of them MoE. Must be at least 1 even without experts.",
  moe_top_k:
    "Experts each token is sent to, from 1 to `moe_num_experts`. 1 or 2 are usual; compute grows with it.",
  moe_router_type:
    "How tokens are assigned to experts. Train with `sinkhorn`, which balances by itself; `topk` has no balancing loss and is meant for inference.",
  moe_lbl_in_fp32: "Meant to compute a load-balancing loss in 32 bit; nothing reads it.",
  moe_jitter_eps:
    "Random noise on the router's input, as a fraction, to spread tokens over experts. Only `moe_router_type: topk` uses it.",
};
