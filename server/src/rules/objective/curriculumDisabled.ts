import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isDict } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "curriculum-disabled",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["curriculum_learning", "pipe_parallel_size"],
  neox: { at: "megatron/training.py:forward_step", raises: "RuntimeError" },
  summary: "A `curriculum_learning` block that is not enabled cuts the labels to nothing",
  sources: ["megatron/training.py:590-595:forward_step"],
  explain: `Without a pipeline, NeoX cuts labels to the curriculum's length whenever the block is there, and that
length stays 0 unless it is enabled.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    curriculum_learning: {enabled: false}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    curriculum_learning: {}
  `,
  check(launch, report) {
    const curriculum = launch.get("curriculum_learning");
    if (!isDict(curriculum) || curriculum.size === 0 || curriculum.get("enabled") === true) return;
    if (launch.derivation.int("pipe_parallel_size") !== 0) return;
    report({
      at: { key: "curriculum_learning" },
      message: t("A curriculum that is not enabled cuts the labels to length 0."),
      fixes: () => [removeKey("curriculum_learning")],
    });
  },
});
