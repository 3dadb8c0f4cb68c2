import type { Launch } from "../../launch/launch";
import { isSettled } from "../../model/certainty";
import { splitParts } from "../../model/data/split";
import { isInference } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";

/** Whether training evaluates: `eval_iters` is above 0, and something is left of the data to evaluate on. */
export function evaluates(launch: Launch): boolean {
  if (isInference(launch) || !isSettled(launch, "eval_iters")) return false;
  return positiveInt(launch, "eval_iters") !== undefined && hasEvaluationData(launch);
}

/** Whether something of the data is left to evaluate on. */
export function hasEvaluationData(launch: Launch): boolean {
  const hasLists = ["valid_data_paths", "pos_valid_data_paths"].some((key) => launch.settings.has(key));
  const [, valid = 0, test = 0] = splitParts(launch) ?? [1, 1, 1];
  return hasLists || valid > 0 || test > 0;
}
