import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "train-epochs-inference",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_epochs", "text_gen_type"],
  holds: since("a6d6af0e"),
  neox: { at: "megatron/training.py:get_learning_rate_scheduler", raises: "TypeError" },
  onlyIn: "generation",
  summary: "Text generation cannot turn epochs into iterations",
  sources: ["megatron/training.py:1123:get_learning_rate_scheduler"],
  explain: `Only training does; set \`lr_decay_iters: 1\` beside \`train_epochs\`, or take the epochs out.`,
  bad: yaml`
    ${GENERATE}
    train_epochs: 1
    train_iters: null
    lr_decay_iters: null
  `,
  good: yaml`
    ${GENERATE}
    train_epochs: 1
    lr_decay_iters: 1
  `,
  message: (launch) =>
    isOn(launch, "train_epochs") === true &&
    isSurelyNull(launch, "train_iters") &&
    isSurelyNull(launch, "lr_decay_iters")
      ? t("generate.py compares None with a number: train_epochs alone gives no iterations there.")
      : undefined,
  fixes: () => [setValue("lr_decay_iters", 1n)],
});
