import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { isSettled } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { PROFILED, SINCE_PROFILE } from "./profiling";

export default defineRule({
  id: "profile-step-range",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["profile_step_stop", "profile_step_start", "profile"],
  holds: SINCE_PROFILE,
  neox: { at: "megatron/training.py:train", raises: "AssertionError" },
  summary: "`profile_step_stop` comes after `profile_step_start`",
  sources: ["megatron/training.py:1462:train"],
  explain: `PyTorch refuses a schedule without an active step. Seen by running PyTorch's own schedule.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${PROFILED}
    profile_step_start: 12
    profile_step_stop: 12
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${PROFILED}
    profile_step_start: 12
    profile_step_stop: 14
  `,
  isCertain: (launch) => ["profile_step_start", "profile_step_stop"].every((key) => isSettled(launch, key)),
  message: (launch) => {
    const [start, stop] = [launch.int("profile_step_start"), launch.int("profile_step_stop")];
    if (!isSwitchedOn(launch, "profile") || start === undefined || stop === undefined) return undefined;
    return stop <= start || start < 0
      ? t("The profiler has no step to record: it starts at {0} and stops at {1}.", start, stop)
      : undefined;
  },
  fixes: (launch) => {
    const start = launch.int("profile_step_start") ?? 0;
    return start < 0 ? [] : [setValue("profile_step_stop", BigInt(start + 2))];
  },
});
