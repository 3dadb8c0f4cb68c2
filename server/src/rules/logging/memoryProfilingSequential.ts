import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { PROFILED, stages } from "./profiling";

export default defineRule({
  id: "memory-profiling-sequential",
  phase: "train",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["memory_profiling", "profile"],
  holds: since("46d179cc"),
  neox: { at: "megatron/training.py:train_step" },
  summary: "Without a pipeline the memory snapshot needs `profile`",
  sources: ["megatron/training.py:1300:train_step", "megatron/training.py:1367:train_step"],
  explain: `\`memory_profiling\` alone records the history and never writes it, unless there is a pipeline.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    memory_profiling: true
    memory_profiling_path: memory
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    memory_profiling: true
    ${PROFILED}
  `,
  message: (launch) =>
    isSwitchedOn(launch, "memory_profiling") && launch.get("profile") === false && stages(launch) === 0
      ? t("memory_profiling writes no snapshot: without a pipeline that needs profile, too.")
      : undefined,
});
