import type { Launch } from "../../launch/launch";
import type { RunNumbers } from "../../logs/progress";
import { GPUS, type GpuName } from "../../model/gpuKinds";
import { positiveInt } from "../../model/sizes";
import { numbersOf } from "../report/numbers";

/** What a run printed of itself beside what the report says of its launch. */
export interface MeasuredNumbers extends RunNumbers {
  /** The measured samples per second in floating-point operations as the report counts them; null where unknown. */
  readonly flopsPerGpuByReport: number | null;
  /** Bytes that the report expects on the fullest GPU. */
  readonly memoryByReport: number | null;
  /** The share of the GPU's peak that the run reached, for `report --mfu`; null while the kind of GPU is unknown. */
  readonly mfu: number | null;
}

/** The speed of a run in FLOPs as the report counts them, and the memory it expects. */
export function measuredAgainst(
  numbers: RunNumbers,
  launch: Launch | undefined,
  gpu?: GpuName,
): MeasuredNumbers {
  const report = launch && numbersOf(launch);
  const perToken = report?.compute.flopsPerToken ?? undefined;
  const factors = [
    numbers.samplesPerSecond ?? undefined,
    perToken,
    launch && positiveInt(launch, "seq_length"),
  ];
  const flops = product(factors, launch?.gpus);
  return {
    ...numbers,
    flopsPerGpuByReport: flops ?? null,
    memoryByReport: report?.memory?.total ?? null,
    mfu: flops === undefined || gpu === undefined ? null : flops / GPUS[gpu].peakFlops,
  };
}

function product(factors: readonly (number | undefined)[], gpus: number | undefined): number | undefined {
  if (gpus === undefined) return undefined;
  return factors.reduce<number | undefined>(
    (all, it) => (all === undefined || it === undefined ? undefined : all * it),
    1 / gpus,
  );
}
