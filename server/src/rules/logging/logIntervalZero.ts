import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "log-interval-zero",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["log_interval"],
  neox: { at: "megatron/logging.py:training_log", raises: "ZeroDivisionError" },
  summary: "`log_interval` is at least 1",
  sources: ["megatron/logging.py:292:training_log", "megatron/logging.py:429:training_log"],
  explain: "NeoX divides by it after the first step.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    log_interval: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    log_interval: 100
  `,
  message: (launch) => {
    const interval = launch.settings.get("log_interval")?.value;
    return interval === 0n || interval === null
      ? t("NeoX divides by log_interval after the first step, and it is {0}.", interval === 0n ? 0 : "null")
      : undefined;
  },
  fixes: () => [setValue("log_interval", 100n)],
});
