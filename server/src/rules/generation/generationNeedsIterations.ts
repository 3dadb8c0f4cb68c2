import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "generation-needs-iterations",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_iters", "lr_decay_iters", "text_gen_type"],
  holds: since("77e8158a"),
  neox: { at: "megatron/training.py:get_learning_rate_scheduler", raises: "TypeError" },
  onlyIn: "generation",
  summary: "Text generation builds a learning rate schedule, which needs `train_iters`",
  sources: ["megatron/training.py:1126:get_learning_rate_scheduler"],
  explain: `Since 77e8158a NeoX builds an optimizer and its schedule for text generation too, and compares \`train_iters\`
with 1. A config that is for generation alone may say any number, such as \`train_iters: 1\`; that of the training has
one. With \`train_epochs\` see \`train-epochs-inference\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${GENERATE}
        train_iters: null
        lr_decay_iters: null
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${GENERATE}
        train_iters: 1
      `,
    },
    neox: "main",
  },
  message: (launch) =>
    isOn(launch, "train_epochs") !== true &&
    isSurelyNull(launch, "train_iters") &&
    isSurelyNull(launch, "lr_decay_iters")
      ? t(
          "generate.py compares None with a number: its learning rate schedule needs train_iters or lr_decay_iters.",
        )
      : undefined,
  fixes: () => [setValue("train_iters", 1n), setValue("lr_decay_iters", 1n, false)],
});
