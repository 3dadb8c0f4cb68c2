import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";

const GRADIENT_LOGS = ["log_grad_norm", "log_grad_pct_zeros"] as const;

export default defineIgnoredKeys({
  id: "log-grad-norm-pipe",
  phase: "train",
  severity: "information",
  keys: [...GRADIENT_LOGS, "pipe_parallel_size"],
  idle: GRADIENT_LOGS,
  asked: isSwitchedOn,
  neox: { at: "megatron/logging.py:training_log" },
  summary: "Gradients are not logged in a pipeline",
  explain: "The pipeline engine does not store them (`megatron/logging.py:382`).",
  bad: `${EXAMPLE_MODEL}log_grad_norm: true\npipe_parallel_size: 1\neval_iters: 0\n`,
  good: `${EXAMPLE_MODEL}log_grad_norm: true\npipe_parallel_size: 0\n`,
  because: (launch, key) =>
    positiveInt(launch, "pipe_parallel_size") === undefined
      ? undefined
      : t("{0} has no effect in a pipeline: pipe_parallel_size is not 0.", key),
});
