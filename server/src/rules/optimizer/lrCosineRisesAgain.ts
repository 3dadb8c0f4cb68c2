import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { decayIterations, untilTheEnd } from "../../model/run/learningRateSchedule";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "lr-cosine-rises-again",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["lr_decay_iters", "lr_decay_fraction", "train_iters", "lr_decay_style"],
  holds: since("009018e9"),
  neox: { at: "megatron/learning_rates.py:get_lr" },
  onlyIn: "training",
  summary: "A cosine decay shorter than the training rises again",
  sources: ["megatron/learning_rates.py:76-81:get_lr"],
  explain: `The phase of the cosine is not held at its end, so that the rate climbs from \`min_lr\` back to its
maximum over as many iterations again. Seen by running NeoX's own schedule.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        lr_decay_style: cosine
        lr_decay_iters: 100
        train_iters: 200
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        lr_decay_style: cosine
        lr_decay_iters: 200
        train_iters: 200
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const decay = decayIterations(launch);
    const total = positiveInt(launch, "train_iters");
    if (launch.get("lr_decay_style") !== "cosine" || decay === undefined || total === undefined)
      return undefined;
    if (decay >= total) return undefined;
    return t(
      "The cosine ends at iteration {0} of {1}, and from there the learning rate climbs again.",
      decay,
      total,
    );
  },
  fixes: untilTheEnd,
});
