import type { Launch } from "../../launch/launch";
import type { RunNumbers } from "../../logs/progress";
import { numbersOf } from "../report/numbers";

/** What a run printed of itself beside what the report says of its launch. */
export interface MeasuredNumbers extends RunNumbers {
  /** Sequences per second by NeoX's own count of FLOPs and the report's FLOPs per sequence; null where unknown. */
  readonly flopsPerGpuByReport: number | null;
  /** Bytes that the report expects on the fullest GPU. */
  readonly memoryByReport: number | null;
}

/** The speed of a run in FLOPs as the report counts them, and the memory it expects. */
export function measuredAgainst(numbers: RunNumbers, launch: Launch | undefined): MeasuredNumbers {
  const report = launch && numbersOf(launch);
  const { samplesPerSecond } = numbers;
  const perStep = report?.compute.flopsPerStep ?? null;
  const sequences = report?.compute.sequencesPerStep ?? null;
  const gpus = launch?.gpus ?? null;
  const isKnown = samplesPerSecond !== null && perStep !== null && sequences !== null && gpus !== null;
  return {
    ...numbers,
    flopsPerGpuByReport: isKnown ? (samplesPerSecond * perStep) / sequences / gpus : null,
    memoryByReport: report?.memory?.total ?? null,
  };
}
