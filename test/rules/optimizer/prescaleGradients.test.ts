import { cases } from "../cases";

const stage = (number: number, more = "") =>
  `prescale_gradients: true\nzero_optimization: {stage: ${number}${more}}\npipe_parallel_size: 0`;

cases("prescale-gradients", [
  [stage(1), "no"],
  [stage(2), "true"],
  [stage(3), "true"],
  [stage(3, ", reduce_scatter: false"), "no"],
]);
