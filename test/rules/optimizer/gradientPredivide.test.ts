import { cases } from "../cases";

const launch = (factor: string, more = "") =>
  `train_iters: 10\ndata_path: data/x\ngradient_predivide_factor: ${factor}\n${more}`;

// Each as real NeoX took it.
cases("gradient-predivide", [
  [launch("0.0", "zero_optimization: {stage: 0}"), "0.0"],
  [launch("2.0", "zero_optimization: {stage: 0}"), "no"],
  [launch("0.0", "prescale_gradients: true"), "no"],
  [launch("0.0", "pipe_parallel_size: 1"), "0.0"],
  [launch("0.0", "zero_optimization: {stage: 2}"), "0.0"],
]);
