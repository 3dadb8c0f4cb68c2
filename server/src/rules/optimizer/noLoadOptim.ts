import type { Launch } from "../../launch/launch";
import { isSwitchedOn } from "../../model/asked";
import { isTraining } from "../../model/run/isTraining";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

export const TRAINING = `${EXAMPLE_MODEL}train_iters: 1000\nno_load_optim: true\n`;

export const FINETUNING = `${EXAMPLE_MODEL}train_iters: 1000\nfinetune: true\n`;

/** Whether training goes on, without the optimizer of the checkpoint. */
export function trainsWithout(launch: Launch): boolean {
  return (
    isSwitchedOn(launch, "no_load_optim") &&
    launch.settings.has("train_iters") &&
    launch.int("train_iters") !== 0 &&
    isTraining(launch)
  );
}
