import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { optimizerType } from "../../model/run/optimizerType";
import { zeroStage } from "../../model/run/zeroStage";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

import { exampleOptimizer } from "./exampleOptimizer";

export default defineRule({
  id: "onebitadam-zero",
  phase: "engine",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["optimizer", "zero_optimization"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  onlyIn: "training",
  summary: "OneBitAdam does not go with ZeRO",
  sources: [
    "megatron/training.py:1014:get_optimizer",
    "deepspeed/runtime/engine.py:1467:_configure_basic_optimizer at DeeperSpeed 91d1c55b",
  ],
  explain: `DeepSpeed asserts it when it builds OneBitAdam, which NeoX leaves to it.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    zero_optimization: {stage: 1}
    ${exampleOptimizer("OneBitAdam")}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    zero_optimization: {stage: 0}
    ${exampleOptimizer("OneBitAdam")}
  `,
  isCertain: (launch) => !isInference(launch) && launch.get("no_load_optim") === false,
  message: (launch) =>
    optimizerType(launch) === "onebitadam" && zeroStage(launch) >= 1
      ? t("DeepSpeed refuses OneBitAdam with ZeRO, whose stage is {0}.", zeroStage(launch))
      : undefined,
  fixes: stageZero,
});

function stageZero(launch: Launch): readonly Fix[] {
  const edits = setNested(launch, ["zero_optimization", "stage"], 0n);
  return [{ title: t("stage: {0} in {1}", 0, "zero_optimization"), preferred: true, edits }];
}
