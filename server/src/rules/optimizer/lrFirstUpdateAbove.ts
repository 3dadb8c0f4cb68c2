import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isTraining } from "../../model/run/isTraining";
import { scheduleOf } from "../../schedule/schedule";
import { schedulerSettings } from "../../schedule/settings";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { exampleOptimizer } from "./exampleOptimizer";
import { warmupShare } from "./warmupShare";

/** Whoever trains for fewer updates tries something out. */
const FEWEST_UPDATES = 100;

const RUN = `${EXAMPLE_MODEL}${exampleOptimizer("Adam")}lr_decay_style: cosine\n`;

export default defineRule({
  id: "lr-first-update-above",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["warmup", "lr_decay_iters", "lr_decay_fraction", "train_iters"],
  holds: since("19f294d5"),
  neox: { at: "megatron/learning_rates.py:get_lr" },
  summary: "A warm-up of less than one iteration begins above the learning rate",
  sources: ["megatron/learning_rates.py:69-70:get_lr"],
  explain: `The warm-up takes \`warmup\` times the iterations of the decay. Where that is less than one, the first update
is still one of the warm-up, and its rate is \`lr\` divided by that part of an iteration: with 400 iterations and
\`warmup: 0.001\` two and a half times \`lr\`. Seen by running NeoX's own schedule.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${RUN}
        warmup: 0.001
        train_iters: 400
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${RUN}
        warmup: 0.05
        train_iters: 400
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const settings = isTraining(launch) ? schedulerSettings(launch) : undefined;
    const first = settings && scheduleOf(launch)?.rate(1);
    if (settings === undefined || first === undefined) return undefined;
    if ((launch.int("train_iters") ?? 0) < FEWEST_UPDATES || launch.int("lr_decay_iters") === 0)
      return undefined;
    if (settings.startLr <= 0 || first <= settings.startLr) return undefined;
    return t(
      "The warm-up takes {0} of an iteration, and so the first update has a rate of {1}, {2} times lr.",
      rounded(settings.warmupIterations),
      rounded(first),
      rounded(first / settings.startLr),
    );
  },
  fixes: (launch) => {
    const end = schedulerSettings(launch)?.endIteration;
    const whole = end === undefined || end < 2 ? [] : [setValue("warmup", warmupShare(1, end))];
    return [...whole, setValue("warmup", 0, whole.length === 0)];
  },
});

/** As many digits as a reader needs. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
