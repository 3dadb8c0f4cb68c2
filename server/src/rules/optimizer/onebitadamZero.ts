import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { optimizerType } from "../../model/run/optimizerType";
import { zeroStage } from "../../model/run/zeroStage";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setNested } from "../kit/nestedValue";
import { defineSingleFinding } from "../kit/singleFinding";
import { exampleOptimizer } from "./exampleOptimizer";

export default defineSingleFinding({
  id: "onebitadam-zero",
  phase: "optimizer",
  severity: "warning",
  keys: ["optimizer", "zero_optimization"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  summary: "OneBitAdam does not go with ZeRO",
  explain: `DeepSpeed asserts it when it builds OneBitAdam, which NeoX leaves to it (\`megatron/training.py:1014\`;
DeeperSpeed 91d1c55b, \`deepspeed/runtime/engine.py:1467\`).`,
  bad: `${EXAMPLE_MODEL}train_iters: 1000\nzero_optimization: {stage: 1}\n${exampleOptimizer("OneBitAdam")}`,
  good: `${EXAMPLE_MODEL}train_iters: 1000\nzero_optimization: {stage: 0}\n${exampleOptimizer("OneBitAdam")}`,
  says: (launch) =>
    optimizerType(launch) === "onebitadam" && zeroStage(launch) >= 1
      ? t("DeepSpeed refuses OneBitAdam with ZeRO, whose stage is {0}.", zeroStage(launch))
      : undefined,
  fixes: stageZero,
});

function stageZero(launch: Launch): readonly Fix[] {
  const edits = setNested(launch, ["zero_optimization", "stage"], 0n);
  return [{ title: t("stage: {0} in {1}", 0, "zero_optimization"), preferred: true, edits }];
}
