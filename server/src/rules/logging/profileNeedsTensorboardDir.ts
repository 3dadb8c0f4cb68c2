import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { endsBefore, PROFILED, SINCE_PROFILE } from "./profiling";

export default defineRule({
  id: "profile-needs-tensorboard-dir",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["profile", "tensorboard_dir"],
  holds: SINCE_PROFILE,
  neox: { at: "megatron/training.py:train", raises: "TypeError" },
  summary: "`profile` needs `tensorboard_dir`",
  sources: ["megatron/training.py:1469:train"],
  explain: "The trace is written there, and None is no path.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    profile: true
    tensorboard_dir: null
    memory_profiling_path: memory
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${PROFILED}
  `,
  // The trace is written once profiling ends.
  isCertain: (launch) => (launch.int("train_iters") ?? 0) > (launch.int("profile_step_stop") ?? Infinity),
  message: (launch) =>
    isSwitchedOn(launch, "profile") && isSurelyNull(launch, "tensorboard_dir") && !endsBefore(launch)
      ? t("profile writes its trace to tensorboard_dir, which is not set.")
      : undefined,
});
