import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { endsBefore, PROFILED, SINCE_PROFILE, stages } from "./profiling";

export default defineRule({
  id: "profile-needs-memory-path",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["profile", "memory_profiling", "memory_profiling_path"],
  holds: SINCE_PROFILE,
  neox: { at: "megatron/training.py:save_snapshot", raises: "AssertionError" },
  summary: "Profiling needs `memory_profiling_path`",
  sources: [
    "megatron/training.py:1367:train_step",
    "megatron/training.py:1300:train_step",
    "megatron/training.py:1721:save_snapshot",
  ],
  explain: `At iteration \`profile_step_start\` NeoX asserts it: for \`profile\` without a pipeline, for
\`memory_profiling\` in a pipeline.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    profile: true
    tensorboard_dir: tb
    memory_profiling_path: null
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${PROFILED}
  `,
  message: (launch) => {
    const flag = stages(launch) === 0 ? "profile" : "memory_profiling";
    return isSwitchedOn(launch, flag) && isSurelyNull(launch, "memory_profiling_path") && !endsBefore(launch)
      ? t("{0} needs memory_profiling_path, and NeoX stops without it once profiling starts.", flag)
      : undefined;
  },
  fixes: () => [setValue("memory_profiling_path", "memory")],
  // A shorter training never comes to it; one by epochs takes a step at least.
  isCertain: (launch) => {
    const least = launch.int("train_iters") ?? (launch.int("train_epochs") === undefined ? 0 : 1);
    return (launch.int("profile_step_start") ?? 0) <= least;
  },
});
