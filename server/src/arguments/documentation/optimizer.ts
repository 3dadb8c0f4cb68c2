/** The optimizer and the learning-rate schedule. */
export const optimizer: Readonly<Record<string, string>> = {
  optimizer:
    "The optimizer as `type` and `params`, for example `{ type: Adam, params: { lr: 0.0006, betas: [0.9, 0.95], eps: 1.0e-8 } }`. " +
    "Adam for nearly everything; `lion` needs a learning rate several times smaller. Without it training stops before the first step. Weight decay goes into the top-level `weight_decay`, not into `params`.",
  optimizer_type: "Copied from `optimizer.type`; a value here is overwritten. Set it there.",
  lr: "Copied from `optimizer.params.lr` (0.001 when that is missing); a value here is overwritten. Set it there.",
  weight_decay:
    "How strongly weights are pulled to zero at each step (decoupled, as in AdamW); biases and norms are left out. 0.1 is usual for pretraining, 0 to 0.01 for finetuning. `sm3` ignores it.",
  use_bnb_optimizer:
    "Uses bitsandbytes' 8-bit Adam, whose state takes a quarter of the memory. Only for Adam, with the bitsandbytes package, and not accepted by ZeRO.",
  scheduler:
    "DeepSpeed's learning-rate scheduler. NeoX always uses its own (`lr_decay_style`, `warmup`, ...), so this block does nothing.",
  lr_decay_style:
    "How the learning rate falls after warmup: `cosine` for most pretraining, `linear`, `exponential` or `constant`. Write it in lower case: another spelling silently means constant.",
  lr_decay_iters:
    "Steps over which the learning rate falls, warmup included; `train_iters` when unset, and usually best left so. " +
    "Shorter with `cosine` makes the rate climb again afterwards; longer means `min_lr` is never reached. It wins over `lr_decay_fraction`.",
  lr_decay_fraction:
    "Share of training over which the learning rate falls, from 0 to 1: useful with `train_epochs`. `lr_decay_iters` wins when both are set.",
  min_lr:
    "The learning rate at the end of the decay, and its floor throughout; a tenth of `optimizer.params.lr` is usual. At most that rate. Write `6.0e-5`, for `6e-5` is a string in YAML.",
  warmup:
    "Share of the decay steps in which the learning rate rises from 0, for example 0.01 for one in a hundred. It is a fraction, not a number of steps: a value of 1 or more keeps the rate near 0.",
  override_lr_scheduler:
    "On loading a checkpoint, takes the learning-rate schedule from the config instead. Set it when you resume with another schedule, which otherwise fails.",
  use_checkpoint_lr_scheduler:
    "On loading a checkpoint, takes the learning-rate schedule from the checkpoint and ignores the config's. Not together with `override_lr_scheduler`.",
};
