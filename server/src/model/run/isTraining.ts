import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";

const LENGTHS = ["train_iters", "train_epochs"] as const;
const DATA = ["data_path", "train_data_paths", "pos_train_data_paths"] as const;

/** Whether the files say how long or on what to train. Text generation and evaluation read past it. */
export function saysHowToTrain(launch: Launch): boolean {
  return isGivenAny(launch, LENGTHS) || isGivenAny(launch, DATA);
}

/** Whether the files are for training alone: text generation and evaluation take no step. */
export function isTraining(launch: Launch): boolean {
  return !isInference(launch) && saysHowToTrain(launch);
}

/** Whether the files are for `generate.py` or `eval.py`. */
export function isInference(launch: Launch): boolean {
  return isGeneration(launch) || hasTasks(launch);
}

/** Whether the files take no step at all: beside data, tasks for the harness are evaluated between steps. */
export function takesNoStep(launch: Launch): boolean {
  if (launch.script !== undefined) return launch.script !== "train.py";
  return isGeneration(launch) || (hasTasks(launch) && !saysHowToTrain(launch));
}

/**
 * Whether the files are for `generate.py`: they say what kind of text to make. It refuses to start without `load`, so
 * that what says how to train and loads nothing is a training with a key left over.
 */
export function isGeneration(launch: Launch): boolean {
  if (launch.script !== undefined) return launch.script === "generate.py";
  const trainsFromNothing =
    isGivenAny(launch, LENGTHS) && isGivenAny(launch, DATA) && !isGiven(launch, "load");
  return isGiven(launch, "text_gen_type") && !trainsFromNothing;
}

/** Whether a generation may as well be a training that goes on: one file says how to train and what text to make. */
export function mayTrainInstead(launch: Launch): boolean {
  const file = launch.settings.get("text_gen_type")?.file;
  const says = (key: string) => isGiven(launch, key) && launch.settings.get(key)?.file === file;
  return launch.script === undefined && LENGTHS.some(says) && DATA.some(says);
}

function hasTasks(launch: Launch): boolean {
  if (launch.script === "eval.py") return true;
  return truthy(launch.settings.get("eval_tasks")?.value ?? null);
}

function isGivenAny(launch: Launch, keys: readonly string[]): boolean {
  return keys.some((key) => isGiven(launch, key));
}

function isGiven(launch: Launch, key: string): boolean {
  return (launch.settings.get(key)?.value ?? null) !== null;
}
