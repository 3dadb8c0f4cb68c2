import { t } from "../../base/l10n";
import { decayIterations, untilTheEnd } from "../../model/run/learningRateSchedule";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "lr-decay-longer-than-training",
  phase: "train",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["lr_decay_iters", "lr_decay_fraction", "train_iters"],
  neox: { at: "megatron/training.py:get_learning_rate_scheduler" },
  onlyIn: "training",
  summary: "A decay longer than the training never reaches `min_lr`",
  sources: [
    "megatron/training.py:1118:get_learning_rate_scheduler",
    "megatron/training.py:1126:get_learning_rate_scheduler",
  ],
  explain: `The schedule stretches over \`lr_decay_iters\`, and \`warmup\` is a share of them, not of
\`train_iters\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    lr_decay_iters: 320000
    train_iters: 1000
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    lr_decay_iters: 1000
    train_iters: 1000
  `,
  message: (launch) => {
    const decay = decayIterations(launch);
    const total = positiveInt(launch, "train_iters");
    if (decay === undefined || total === undefined || decay <= total) return undefined;
    return t(
      "The learning rate decays over {0} iterations and training ends after {1}: it never reaches min_lr.",
      decay,
      total,
    );
  },
  fixes: untilTheEnd,
});
