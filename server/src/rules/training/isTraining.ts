import type { Launch } from "../../launch/launch";

const SIGNS = [
  "train_iters",
  "train_epochs",
  "data_path",
  "train_data_paths",
  "pos_train_data_paths",
] as const;

/** Whether the files speak of training: how long or on what. Text generation and evaluation take no step. */
export function isTraining(launch: Launch): boolean {
  return !isInference(launch) && SIGNS.some((key) => (launch.settings.get(key)?.value ?? null) !== null);
}

/** Whether the files are for `generate.py` or `eval.py`. */
export function isInference(launch: Launch): boolean {
  return ["text_gen_type", "eval_tasks"].some((key) => (launch.settings.get(key)?.value ?? null) !== null);
}
