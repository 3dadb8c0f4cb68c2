import { cases } from "../cases";

const TRAINING = "train_iters: 2000\n";

cases("lr-decay-iters-zero", [
  [`${TRAINING}lr_decay_iters: 0`, "0"],
  [`${TRAINING}lr_decay_iters: 0\nlr_decay_style: cosine`, "0", { neox: "v2.0" }],
  [`${TRAINING}lr_decay_iters: 0\nlr_decay_style: cosine`, "0", { neox: "main" }],
  [`${TRAINING}lr_decay_iters: 0\nlr_decay_style: constant`, "no"],
  [`${TRAINING}lr_decay_iters: 1`, "no"],
  [`${TRAINING}lr_decay_iters: null`, "no"],
  ["text_gen_type: unconditional\nlr_decay_iters: 0", "no"],
]);
