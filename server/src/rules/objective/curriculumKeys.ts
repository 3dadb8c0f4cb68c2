import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { positiveInt } from "../../model/sizes";
import { scalarText } from "../../python/scalarText";
import { isDict, type PythonDict } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const REQUIRED = ["min_difficulty", "max_difficulty", "schedule_type"] as const;

/** What each schedule reads of `schedule_config`. */
const SCHEDULES: Readonly<Record<string, readonly string[]>> = {
  fixed_linear: ["total_curriculum_step", "difficulty_step"],
  fixed_root: ["total_curriculum_step", "difficulty_step", "root_degree"],
  fixed_discrete: ["difficulty", "max_step"],
  custom: [],
};

export default defineRule({
  id: "curriculum-keys",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["curriculum_learning", "pipe_parallel_size"],
  neox: { at: "deepspeed/runtime/data_pipeline/curriculum_scheduler.py:__init__", raises: "AssertionError" },
  summary: "`curriculum_learning` must be complete when it is used",
  sources: ["megatron/training.py:1215:setup_model_and_optimizer"],
  explain: `With \`pipe_parallel_size\` of at least 1, NeoX builds DeepSpeed's scheduler from any block that is not
empty, enabled or not; without a pipeline, DeepSpeed builds it from an enabled one. It asserts \`min_difficulty\`,
\`max_difficulty\` and \`schedule_type\`, and in \`schedule_config\` what its type of schedule reads. Seen by running
DeeperSpeed 91d1c55b's own scheduler.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    curriculum_learning: {enabled: false}
    pipe_parallel_size: 1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pipe_parallel_size: 1
  `,
  check(launch, report) {
    const curriculum = launch.get("curriculum_learning");
    if (!isDict(curriculum) || curriculum.size === 0 || !isBuilt(launch, curriculum)) return;
    const message = problemOf(curriculum);
    if (message === undefined) return;
    report({ at: { key: "curriculum_learning" }, message, fixes: () => fixes(curriculum) });
  },
});

function isBuilt(launch: Launch, curriculum: PythonDict): boolean {
  return positiveInt(launch, "pipe_parallel_size") !== undefined || curriculum.get("enabled") === true;
}

function problemOf(curriculum: PythonDict): string | undefined {
  const missing = REQUIRED.filter((key) => !curriculum.has(key));
  if (missing.length > 0)
    return t(
      "DeepSpeed's scheduler asserts {0}, also when the curriculum is not enabled.",
      missing.join(t(", ")),
    );
  const type = scalarText(curriculum.get("schedule_type"));
  const needed = ownValue(SCHEDULES, type);
  if (needed === undefined) return t("DeepSpeed has no curriculum schedule {0} and stops.", type);
  const config = curriculum.get("schedule_config");
  const absent = needed.filter((key) => !isDict(config) || !config.has(key));
  return absent.length > 0
    ? t("The schedule {0} needs {1} in schedule_config.", type, absent.join(t(", ")))
    : undefined;
}

/** A curriculum that is off goes; one that is on is for its writer to complete. */
function fixes(curriculum: PythonDict): readonly Fix[] {
  return [removeKey("curriculum_learning", curriculum.get("enabled") !== true)];
}
