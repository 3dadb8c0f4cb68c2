import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { isTraining } from "../../model/run/isTraining";
import { decayIterations } from "../../model/run/learningRateSchedule";
import { positiveInt, realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { warmupShare } from "./warmupShare";

export default defineRule({
  id: "warmup-fraction-range",
  phase: "train",
  severity: "error",
  outcome: "wrong",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["warmup", "lr_decay_iters", "train_iters"],
  neox: { at: "megatron/learning_rates.py:get_lr" },
  summary: "`warmup` is a share of the decay, from 0 to below 1",
  sources: ["megatron/training.py:1126:get_learning_rate_scheduler"],
  explain: `NeoX multiplies it with the iterations of the decay. As a count, such as 2000, the learning rate stays
near 0 throughout; at exactly 1 the schedule divides by zero once the decay is over. Seen by running NeoX's own
schedule.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    warmup: 2000
    train_iters: 100000
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    warmup: 0.02
    train_iters: 100000
  `,
  message: (launch) => {
    const warmup = realNumber(launch, "warmup");
    if (!launch.settings.has("warmup") || warmup === undefined || (warmup >= 0 && warmup < 1))
      return undefined;
    return t("warmup {0} is a share of the decay iterations, not a count: it must be below 1.", warmup);
  },
  isCertain: (launch) => realNumber(launch, "warmup") === 1 && dividesByZero(launch),
  fixes: (launch) => {
    const [warmup, total] = [
      realNumber(launch, "warmup"),
      decayIterations(launch) ?? positiveInt(launch, "train_iters"),
    ];
    if (warmup === undefined || total === undefined || warmup < 1 || warmup >= total) return [];
    return [setValue("warmup", warmupShare(warmup, total), Number.isInteger(warmup))];
  },
});

/** Whether training goes on after a decay that is all warm-up: the schedules divide by what is left of it. */
function dividesByZero(launch: Launch): boolean {
  const [decay, total] = [decayIterations(launch), positiveInt(launch, "train_iters")];
  const isConstant = launch.get("lr_decay_style") === "constant";
  return isTraining(launch) && !isConstant && decay !== undefined && total !== undefined && decay < total;
}
