import type { Launch } from "../../launch/launch";

/** The stage of ZeRO that NeoX derives; 0 without `zero_optimization`. */
export function zeroStage(launch: Launch): number {
  return launch.derivation.int("zero_stage") ?? 0;
}
