import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "eval-interval-zero",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["eval_interval", "eval_iters"],
  neox: {
    at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders",
    raises: "ZeroDivisionError",
  },
  summary: "`eval_interval` is at least 1; `eval_iters: 0` switches evaluation off",
  sources: [
    "megatron/data/data_utils.py:595:build_train_valid_test_data_loaders",
    "megatron/data/data_utils.py:764:shift_and_wrap_data_loaders",
  ],
  explain: `NeoX divides by it to count validation samples.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    eval_interval: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    eval_interval: 1000
    eval_iters: 0
  `,
  message: (launch) => {
    const interval = launch.settings.get("eval_interval")?.value;
    return interval === 0n || interval === null
      ? t("NeoX divides by eval_interval; eval_iters: 0 is what switches evaluation off.")
      : undefined;
  },
  fixes: (launch) => [
    // By epochs NeoX evaluates at the end whatever eval_iters is.
    launch.get("train_epochs") === null ? evaluationOff() : setValue("eval_interval", 1000n),
  ],
});

function evaluationOff(): Fix {
  return {
    title: t("Evaluation off: {0}", "eval_interval: 1000, eval_iters: 0"),
    preferred: true,
    set: { eval_interval: 1000n, eval_iters: 0n },
  };
}
