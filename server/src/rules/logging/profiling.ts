import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { isSwitchedOn } from "../asked";
import { isSurelyNull } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";

const SINCE_PROFILE = { from: "2024-05-21", since: "2746d43e" } as const;
const PROFILED = "profile: true\ntensorboard_dir: tb\nmemory_profiling_path: memory\n";

function stages(launch: Launch): number {
  return launch.int("pipe_parallel_size") ?? 0;
}

/** PyTorch's profiler and its memory snapshots. */
export const profilingRules: readonly Rule[] = [
  defineSingleFinding({
    id: "profile-needs-memory-path",
    phase: "train",
    severity: "warning",
    keys: ["profile", "memory_profiling", "memory_profiling_path"],
    holds: SINCE_PROFILE,
    neox: { at: "megatron/training.py:save_snapshot", raises: "AssertionError" },
    summary: "Profiling needs `memory_profiling_path`",
    explain: `At iteration \`profile_step_start\` NeoX asserts it: for \`profile\` without a pipeline
(\`megatron/training.py:1367\`), for \`memory_profiling\` in a pipeline (\`:1300\`, \`:1721\`).`,
    bad: `${EXAMPLE_MODEL}profile: true\ntensorboard_dir: tb\nmemory_profiling_path: null\n`,
    good: `${EXAMPLE_MODEL}${PROFILED}`,
    says: (launch) => {
      const flag = stages(launch) === 0 ? "profile" : "memory_profiling";
      return isSwitchedOn(launch, flag) && isSurelyNull(launch, "memory_profiling_path")
        ? t("{0} needs memory_profiling_path, and NeoX stops without it once profiling starts.", flag)
        : undefined;
    },
  }),
  defineSingleFinding({
    id: "profile-needs-tensorboard-dir",
    phase: "train",
    severity: "warning",
    keys: ["profile", "tensorboard_dir"],
    holds: SINCE_PROFILE,
    neox: { at: "megatron/training.py:train", raises: "TypeError" },
    summary: "`profile` needs `tensorboard_dir`",
    explain: "The trace is written there (`megatron/training.py:1469`), and None is no path.",
    bad: `${EXAMPLE_MODEL}profile: true\ntensorboard_dir: null\nmemory_profiling_path: memory\n`,
    good: `${EXAMPLE_MODEL}${PROFILED}`,
    says: (launch) =>
      isSwitchedOn(launch, "profile") && isSurelyNull(launch, "tensorboard_dir")
        ? t("profile writes its trace to tensorboard_dir, which is not set.")
        : undefined,
  }),
  defineSingleFinding({
    id: "profile-step-range",
    phase: "train",
    severity: "warning",
    keys: ["profile_step_stop", "profile_step_start", "profile"],
    holds: SINCE_PROFILE,
    neox: { at: "megatron/training.py:train", raises: "AssertionError" },
    summary: "`profile_step_stop` comes after `profile_step_start`",
    explain: "PyTorch refuses a schedule without an active step (`megatron/training.py:1462`).",
    bad: `${EXAMPLE_MODEL}${PROFILED}profile_step_start: 12\nprofile_step_stop: 12\n`,
    good: `${EXAMPLE_MODEL}${PROFILED}profile_step_start: 12\nprofile_step_stop: 14\n`,
    says: (launch) => {
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
  }),
  defineSingleFinding({
    id: "memory-profiling-sequential",
    phase: "train",
    severity: "information",
    keys: ["memory_profiling", "profile"],
    holds: { from: "2024-02-21", since: "46d179cc" },
    neox: { at: "megatron/training.py:train_step" },
    summary: "Without a pipeline the memory snapshot needs `profile`",
    explain: `\`memory_profiling\` alone records the history and never writes it, unless there is a pipeline
(\`megatron/training.py:1300\`, \`:1367\`).`,
    bad: `${EXAMPLE_MODEL}memory_profiling: true\nmemory_profiling_path: memory\n`,
    good: `${EXAMPLE_MODEL}memory_profiling: true\n${PROFILED}`,
    says: (launch) =>
      isSwitchedOn(launch, "memory_profiling") && launch.get("profile") === false && stages(launch) === 0
        ? t("memory_profiling writes no snapshot: without a pipeline that needs profile, too.")
        : undefined,
  }),
];
