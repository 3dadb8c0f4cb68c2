import type { Launch } from "../../launch/launch";
import { zeroStage } from "../../model/run/zeroStage";

/**
 * Whether a training whose weights are no numbers any longer stops, at its next step: bfloat16 without ZeRO asserts the
 * gradients' norm (megatron/training.py:1357).
 */
export function stopsAtNan(launch: Launch): boolean {
  return launch.derivation.get("precision") === "bfloat16" && zeroStage(launch) === 0;
}

/** Of a finding where the training goes on to its end. */
export const GOES_ON = { severity: "warning", neox: { at: "megatron/training.py:train_step" } } as const;
