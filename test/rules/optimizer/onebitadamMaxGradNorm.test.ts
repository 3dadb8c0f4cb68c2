import { cases } from "../cases";

const optimizer = (type: string) =>
  `train_iters: 9\nzero_optimization: {stage: 0}\noptimizer: {type: ${type}, params: {lr: 0.0004, max_grad_norm: 1.0}}`;

cases("onebitadam-max-grad-norm", [
  [optimizer("OneBitAdam"), "1.0", { neox: "main" }],
  [optimizer("OneBitAdam"), "1.0", { neox: "2023-10-01" }],
  [optimizer("Adam"), "no", { neox: "main" }],
]);
