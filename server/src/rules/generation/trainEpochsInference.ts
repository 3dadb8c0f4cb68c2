import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { isSurelyNull } from "../../model/certainty";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { GENERATE, isGeneration } from "./textGeneration";

export default defineSingleFinding({
  id: "train-epochs-inference",
  phase: "generate",
  severity: "warning",
  keys: ["train_epochs", "text_gen_type"],
  holds: { from: "2024-09-29", since: "a6d6af0e" },
  neox: { at: "megatron/training.py:get_learning_rate_scheduler", raises: "TypeError" },
  summary: "Text generation cannot turn epochs into iterations",
  explain: `Only training does (\`megatron/training.py:1123\`); set \`lr_decay_iters: 1\` beside \`train_epochs\`, or take the
epochs out.`,
  bad: `${GENERATE}train_epochs: 1\ntrain_iters: null\nlr_decay_iters: null\n`,
  good: `${GENERATE}train_epochs: 1\nlr_decay_iters: 1\n`,
  says: (launch) =>
    isGeneration(launch) &&
    isOn(launch, "train_epochs") === true &&
    isSurelyNull(launch, "train_iters") &&
    isSurelyNull(launch, "lr_decay_iters")
      ? t("generate.py compares None with a number: train_epochs alone gives no iterations there.")
      : undefined,
  fixes: () => [setValue("lr_decay_iters", 1n)],
});
