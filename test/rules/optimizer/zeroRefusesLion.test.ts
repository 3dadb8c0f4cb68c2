import { cases } from "../cases";

const lion = (stage: number, more = "") =>
  `zero_optimization: {stage: ${stage}}\noptimizer: {type: Lion, params: {lr: 0.0001, betas: [0.9, 0.98]}}${more}`;
const LION = "{type: Lion, params: {lr: 0.0001, betas: [0.9, 0.98]}}";

cases("zero-refuses-lion", [
  [lion(1), LION, { neox: "2024-03-02" }],
  [lion(1), LION],
  [lion(1), "no", { neox: "main" }],
  [lion(0), "no", { neox: "2024-03-02" }],
  [lion(1, "\ndeepspeed_extra_args: {zero_allow_untested_optimizer: true}"), "no", { neox: "2024-03-02" }],
]);
