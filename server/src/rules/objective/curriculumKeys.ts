import { t } from "../../l10n";
import { positiveInt } from "../../model/sizes";
import { isDict } from "../../yaml/value";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule } from "../rule";
import { removeKey } from "../simpleFixes";

export default defineRule({
  id: "curriculum-keys",
  phase: "model",
  severity: "warning",
  keys: ["curriculum_learning", "pipe_parallel_size"],
  neox: { at: "deepspeed/runtime/data_pipeline/curriculum_scheduler.py:__init__", raises: "AssertionError" },
  summary: "With a pipeline, `curriculum_learning` must be complete",
  explain: `With \`pipe_parallel_size\` of at least 1, NeoX builds DeepSpeed's scheduler from any block that is not
empty, enabled or not (\`megatron/training.py:1215\`): it asserts \`min_difficulty\`, \`max_difficulty\` and
\`schedule_type\`.`,
  bad: `${EXAMPLE_MODEL}curriculum_learning: {enabled: false}\npipe_parallel_size: 1\n`,
  good: `${EXAMPLE_MODEL}pipe_parallel_size: 1\n`,
  check(launch, report) {
    const curriculum = launch.get("curriculum_learning");
    if (!isDict(curriculum) || curriculum.size === 0) return;
    if (positiveInt(launch, "pipe_parallel_size") === undefined) return;
    const missing = ["min_difficulty", "max_difficulty", "schedule_type"].filter(
      (key) => !curriculum.has(key),
    );
    if (missing.length === 0) return;
    report({
      at: { key: "curriculum_learning" },
      message: t(
        "DeepSpeed's scheduler asserts {0}, also when the curriculum is not enabled.",
        missing.join(", "),
      ),
      fixes: () => [removeKey("curriculum_learning")],
    });
  },
});
