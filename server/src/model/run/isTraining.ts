import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";

const SIGNS = [
  "train_iters",
  "train_epochs",
  "data_path",
  "train_data_paths",
  "pos_train_data_paths",
] as const;

/** Whether the files say how long or on what to train. Text generation and evaluation read past it. */
export function saysHowToTrain(launch: Launch): boolean {
  return SIGNS.some((key) => (launch.settings.get(key)?.value ?? null) !== null);
}

/** Whether the files are for training alone: text generation and evaluation take no step. */
export function isTraining(launch: Launch): boolean {
  return !isInference(launch) && saysHowToTrain(launch);
}

/** Whether the files are for `generate.py` or `eval.py`. */
export function isInference(launch: Launch): boolean {
  return ["text_gen_type", "eval_tasks"].some((key) => truthy(launch.settings.get(key)?.value ?? null));
}
