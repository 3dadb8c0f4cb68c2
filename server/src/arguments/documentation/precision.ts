/** Number formats, loss scaling and gradient clipping. */
export const precision: Readonly<Record<string, string>> = {
  precision:
    "Number format of weights and activations: `bfloat16` on A100 and newer (no loss scaling needed), `fp16` on older GPUs, `fp32` for debugging. " +
    "Spell it exactly: anything else, `bf16` for instance, silently trains in fp32. When unset it follows `fp16.enabled` or `bf16.enabled`. With `bfloat16`, `zero_optimization` must be given.",
  fp16:
    "DeepSpeed's fp16 block: mostly the loss scaler. `enabled: true` sets `precision` to fp16 and conflicts with any other; `precision: fp16` switches it on regardless. " +
    "Leave `loss_scale` at 0 for dynamic scaling; training stops after 50 overflowing steps in a row.",
  bf16:
    "DeepSpeed's bfloat16 block. `enabled: true` sets `precision` to bfloat16 and conflicts with any other. " +
    "NeoX adds it itself for `precision: bfloat16`, but not when you give a block without `enabled: true`: then no fp32 master weights are kept.",
  data_types:
    "DeepSpeed's data types; NeoX looks at `grad_accum_dtype`. Use `fp32` with bfloat16 and ZeRO, otherwise small gradients are lost as they add up.",
  amp: "NVIDIA Apex mixed precision through DeepSpeed; must contain `enabled`. It cannot be combined with fp16, bfloat16 or ZeRO: use `precision` instead.",
  fp16_lm_cross_entropy:
    "Computes the loss in fp16 to save memory. It needs `precision: fp16`, and on main it still fails at the first step because the loss mask is float32: leave it off.",
  attention_softmax_in_fp32:
    "Runs the attention softmax in 32 bit. Safer with fp16 and large models, a little slower; flash layers ignore it.",
  loss_scale:
    "An old top-level key that no longer reaches the loss scaler. Set `fp16.loss_scale` instead: 0 is dynamic, a power of two is fixed.",
  dynamic_loss_scale:
    "Computed by NeoX: true when the old `loss_scale` key is unset. It steers nothing; see `fp16.loss_scale`.",
  loss_scale_window: "An old key that nothing reads. Set `fp16.loss_scale_window`.",
  min_scale: "An old key that nothing reads. Set `fp16.min_loss_scale`.",
  hysteresis: "An old top-level key that nothing reads. Set `fp16.hysteresis`.",
  gradient_clipping:
    "Scales gradients down when their global L2 norm exceeds this. 1.0 is usual; but a value equal to the default 1.0 is left out of the DeepSpeed config, which then does not clip at all. " +
    "To clip at 1.0, write `deepspeed_extra_args: { gradient_clipping: 1.0 }`; 0 is none.",
  clip_grad: "Always replaced by `gradient_clipping` and never read. Set that key.",
};
