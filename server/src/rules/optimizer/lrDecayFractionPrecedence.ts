import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isAskedFor } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "lr-decay-fraction-precedence",
  phase: "optimizer",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  keys: ["lr_decay_fraction", "lr_decay_iters"],
  tag: "unnecessary",
  holds: since("a6d6af0e"),
  neox: { at: "megatron/training.py:get_learning_rate_scheduler" },
  onlyIn: "training",
  summary: "`lr_decay_iters` comes before `lr_decay_fraction`",
  sources: [
    "megatron/training.py:1118:get_learning_rate_scheduler",
    "megatron/neox_arguments/neox_args.py:676:NeoXArgsLRScheduler",
  ],
  explain: `NeoX looks at \`lr_decay_iters\` first; its documentation says the opposite.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        lr_decay_iters: 1000
        lr_decay_fraction: 0.9
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        lr_decay_fraction: 0.9
      `,
    },
    neox: "main",
  },
  message: (launch) =>
    isAskedFor(launch, "lr_decay_fraction") && isAskedFor(launch, "lr_decay_iters")
      ? t("lr_decay_fraction has no effect: lr_decay_iters comes before it.")
      : undefined,
  fixes: () => [removeKey("lr_decay_fraction"), removeKey("lr_decay_iters", false)],
});
