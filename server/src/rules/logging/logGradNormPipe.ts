import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const GRADIENT_LOGS = ["log_grad_norm", "log_grad_pct_zeros"] as const;

export default defineRule({
  id: "log-grad-norm-pipe",
  phase: "train",
  severity: "information",
  outcome: "ignored",
  evidence: "read",
  keys: [...GRADIENT_LOGS, "pipe_parallel_size"],
  idle: GRADIENT_LOGS,
  asked: isSwitchedOn,
  neox: { at: "megatron/logging.py:training_log" },
  summary: "Gradients are not logged in a pipeline",
  sources: ["megatron/logging.py:382:training_log"],
  explain: "The pipeline engine does not store them.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    log_grad_norm: true
    pipe_parallel_size: 1
    eval_iters: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    log_grad_norm: true
    pipe_parallel_size: 0
  `,
  message: (launch, key) =>
    positiveInt(launch, "pipe_parallel_size") === undefined
      ? undefined
      : t("{0} has no effect in a pipeline: pipe_parallel_size is not 0.", key),
});
