import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isDict } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** Where an empty block stops, in a pipeline too. */
const EMPTY = {
  phase: "engine",
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "KeyError" },
} as const;

export default defineRule({
  id: "curriculum-disabled",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["curriculum_learning", "pipe_parallel_size"],
  neox: { at: "megatron/mpu/cross_entropy.py:forward", raises: "IndexError" },
  summary: "A `curriculum_learning` block that is not enabled cuts the labels to nothing",
  sources: ["megatron/training.py:590-595:forward_step"],
  explain: `Without a pipeline, NeoX cuts labels to the curriculum's length whenever the block is there, and that
length stays 0 unless it is enabled. An empty block stops earlier: DeepSpeed looks for \`enabled\` in it as it starts.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    curriculum_learning: {enabled: false}
  `,
  good: EXAMPLE_MODEL,
  check(launch, report) {
    const curriculum = launch.get("curriculum_learning");
    if (!isDict(curriculum) || curriculum.get("enabled") === true) return;
    const fixes = () => [removeKey("curriculum_learning")];
    if (curriculum.size === 0) {
      const message = t("DeepSpeed looks for enabled in curriculum_learning, which is empty, and stops.");
      report({ at: { key: "curriculum_learning" }, message, ...EMPTY, fixes });
      return;
    }
    if (launch.derivation.int("pipe_parallel_size") !== 0) return;
    report({
      at: { key: "curriculum_learning" },
      message: t("A curriculum that is not enabled cuts the labels to length 0."),
      fixes,
    });
  },
});
