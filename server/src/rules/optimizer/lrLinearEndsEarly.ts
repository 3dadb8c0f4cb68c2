import { t } from "../../base/l10n";
import { isTraining } from "../../model/run/isTraining";
import { decayIterations, untilTheEnd } from "../../model/run/learningRateSchedule";
import { positiveInt } from "../../model/sizes";
import { scheduleOf } from "../../schedule/schedule";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";
import { exampleOptimizer } from "./exampleOptimizer";

const RUN = `${EXAMPLE_MODEL}${exampleOptimizer("Adam")}lr_decay_style: linear\ntrain_iters: 1000\n`;

export default defineRule({
  id: "lr-linear-ends-early",
  phase: "train",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["lr_decay_iters", "lr_decay_fraction", "train_iters", "lr_decay_style", "min_lr"],
  neox: { at: "megatron/learning_rates.py:get_lr" },
  summary: "A linear decay shorter than the training leaves its rest to the last rate",
  sources: ["megatron/learning_rates.py:73-75:get_lr"],
  explain: `From the end of the decay on every update has the same rate, \`min_lr\` or, where that is not set, 0: then
nothing is learned any more. Seen by running NeoX's own schedule.`,
  bad: yaml`
    ${RUN}
    lr_decay_iters: 500
  `,
  good: yaml`
    ${RUN}
    lr_decay_iters: 1000
  `,
  message: (launch) => {
    const [decay, total] = [decayIterations(launch), positiveInt(launch, "train_iters")];
    if (launch.get("lr_decay_style") !== "linear" || decay === undefined || total === undefined)
      return undefined;
    const last = decay < total && isTraining(launch) ? scheduleOf(launch)?.rate(total) : undefined;
    if (last === undefined) return undefined;
    return last === 0
      ? t("The decay ends at iteration {0} of {1}, and from there the learning rate is 0.", decay, total)
      : t("The decay ends at iteration {0} of {1}: the rest has a learning rate of {2}.", decay, total, last);
  },
  fixes: untilTheEnd,
});
