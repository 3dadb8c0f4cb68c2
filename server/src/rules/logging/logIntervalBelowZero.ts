import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "log-interval-below-zero",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["log_interval", "pipe_parallel_size"],
  neox: { at: "megatron/utils.py:write", raises: "AssertionError" },
  summary: "`log_interval` is not below 0",
  sources: ["megatron/utils.py:294:write", "megatron/logging.py:292-298:training_log"],
  explain: `NeoX averages over the rest of the iteration by \`log_interval\`, which in Python is negative too, and asserts
without a message that there is something to average over. A pipeline comes to it where it prints.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    log_interval: -100
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    log_interval: 100
  `,
  at: "log_interval",
  isCertain: (launch) => positiveInt(launch, "pipe_parallel_size") === undefined,
  message: (launch) => {
    const interval = launch.int("log_interval") ?? 0;
    return interval >= 0 || isInference(launch)
      ? undefined
      : t("NeoX averages over log_interval iterations as it logs, and stops at {0}.", interval);
  },
  fixes: (launch) => [setValue("log_interval", BigInt(-(launch.int("log_interval") ?? -100)))],
});
