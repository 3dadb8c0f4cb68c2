import { t } from "../../base/l10n";
import { isInference } from "../../model/run/isTraining";
import { untilTheEnd } from "../../model/run/learningRateSchedule";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "lr-decay-iters-zero",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["lr_decay_iters", "lr_decay_style"],
  neox: { at: "megatron/training.py:get_learning_rate_scheduler" },
  summary: "`lr_decay_iters: 0` decays over one iteration",
  sources: ["megatron/training.py:1126:get_learning_rate_scheduler"],
  explain: `NeoX takes at least 1. The rate is then at its end after the first iteration: it stays at \`min_lr\`, or, with a
cosine since 009018e9, falls and rises from one iteration to the next. Without the key, NeoX decays over all of
\`train_iters\`. Seen by running NeoX's own schedule.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    lr_decay_iters: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
  `,
  message: (launch) => {
    const given = launch.settings.has("lr_decay_iters") ? realNumber(launch, "lr_decay_iters") : undefined;
    if (given === undefined || given >= 1 || isInference(launch)) return undefined;
    const style = launch.get("lr_decay_style");
    return style === "constant" || typeof style !== "string"
      ? undefined
      : t("NeoX takes lr_decay_iters {0} for 1: the {1} decay is over after one iteration.", given, style);
  },
  fixes: untilTheEnd,
});
