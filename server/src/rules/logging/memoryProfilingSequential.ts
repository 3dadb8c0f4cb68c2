import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSingleFinding } from "../kit/singleFinding";
import { PROFILED, stages } from "./profiling";

export default defineSingleFinding({
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
});
