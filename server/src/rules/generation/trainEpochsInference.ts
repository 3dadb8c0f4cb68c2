import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE, isGeneration } from "./textGeneration";

export default defineRule({
  id: "train-epochs-inference",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_iters", "lr_decay_iters", "train_epochs", "text_gen_type"],
  neox: { at: "megatron/training.py:get_learning_rate_scheduler", raises: "TypeError" },
  summary: "Text generation needs `train_iters` or `lr_decay_iters`",
  sources: ["megatron/training.py:1123:get_learning_rate_scheduler"],
  explain: `NeoX makes a schedule of learning rates for it as for a training, and compares None with a number. Only training
turns \`train_epochs\` into iterations. \`lr_decay_iters: 1\` is enough.`,
  bad: yaml`
    ${GENERATE}
    train_iters: null
    lr_decay_iters: null
  `,
  good: yaml`
    ${GENERATE}
    train_iters: null
    lr_decay_iters: 1
  `,
  at: "text_gen_type",
  // With epochs it may be a training, which turns them into iterations.
  isCertain: (launch) => isOn(launch, "train_epochs") === false,
  message: (launch) =>
    isGeneration(launch) && isSurelyNull(launch, "train_iters") && isSurelyNull(launch, "lr_decay_iters")
      ? t("generate.py compares None with a number: neither train_iters nor lr_decay_iters is set.")
      : undefined,
  fixes: () => [setValue("lr_decay_iters", 1n)],
});
