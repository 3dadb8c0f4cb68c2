import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { hasEvaluationData } from "../kit/evaluates";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "train-epochs-eval-iters",
  phase: "eval",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["eval_iters", "train_epochs"],
  holds: since("c8f7b566"),
  neox: { at: "megatron/utils.py:reduce_losses", raises: "RuntimeError" },
  summary: "With `train_epochs`, `eval_iters: 0` does not switch evaluation off",
  sources: ["megatron/training.py:1595:evaluate", "megatron/utils.py:46:reduce_losses"],
  explain: `Training by epochs evaluates at its end whatever \`eval_iters\` is, and the mean of no losses stops it, before the
last checkpoint is written.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_epochs: 1
        eval_iters: 0
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_epochs: 1
        eval_iters: 10
      `,
    },
    neox: "main",
  },
  message: (launch) =>
    isTraining(launch) &&
    hasEvaluationData(launch) &&
    launch.int("eval_iters") === 0 &&
    (launch.int("train_epochs") ?? 0) > 0
      ? t("With train_epochs NeoX evaluates at the end all the same, and stops on an empty list of losses.")
      : undefined,
  fixes: () => [setValue("eval_iters", 10n)],
});
