import { t } from "../../base/l10n";
import { decayIterations } from "../../model/run/learningRateSchedule";
import { positiveInt, realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { exampleOptimizer } from "./exampleOptimizer";

const RUN = `${EXAMPLE_MODEL}${exampleOptimizer("Adam")}train_iters: 1000\nmin_lr: 0.00006\n`;

export default defineRule({
  id: "lr-exponential-half",
  phase: "train",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["lr_decay_style", "min_lr", "optimizer"],
  neox: { at: "megatron/learning_rates.py:get_lr" },
  onlyIn: "training",
  summary: "An exponential decay ends at half of the learning rate",
  sources: ["megatron/learning_rates.py:82-85:get_lr"],
  explain: `The rate is multiplied by exp(-0.693), which is a half, over the whole of the decay; \`min_lr\` is a floor
only, and not where it goes. Seen by running NeoX's own schedule. For a decay to \`min_lr\` take \`cosine\`, or
\`linear\`, which goes to 0 and stops at the floor.`,
  bad: yaml`
    ${RUN}
    lr_decay_style: exponential
  `,
  good: yaml`
    ${RUN}
    lr_decay_style: cosine
  `,
  message: (launch) => {
    const [lr, least] = [realNumber(launch, "lr"), realNumber(launch, "min_lr")];
    if (launch.get("lr_decay_style") !== "exponential" || lr === undefined) return undefined;
    if (least === undefined || least >= lr / 2 || !launch.settings.has("min_lr")) return undefined;
    const decay = decayIterations(launch) ?? Number.POSITIVE_INFINITY;
    if (decay < (positiveInt(launch, "train_iters") ?? 0)) return undefined;
    return t(
      "The exponential decay ends at {0}, half of the learning rate, and not at min_lr {1}.",
      lr / 2,
      least,
    );
  },
  fixes: () => [setValue("lr_decay_style", "cosine", false)],
});
