import type { Launch } from "../../launch/launch";
import { isInference } from "../../model/run/isTraining";
import { zeroStage } from "../../model/run/zeroStage";
import { blockValue } from "../kit/blockValue";

/** Whether a training's ZeRO gives each rank its part of the reduced gradients, as stages 2 and 3 do unless told otherwise. */
export function scattersGradients(launch: Launch): boolean {
  const isOff = blockValue(launch, ["zero_optimization", "reduce_scatter"]) === false;
  return zeroStage(launch) >= 2 && !isOff && !isInference(launch);
}
