import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { isTraining } from "../../model/run/isTraining";
import { zeroStage } from "../../model/run/zeroStage";
import { equals } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { scattersGradients } from "./scattersGradients";

export default defineRule({
  id: "gradient-predivide",
  phase: "engine",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["gradient_predivide_factor", "zero_optimization"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  summary: "`gradient_predivide_factor` does not go with ZeRO 2 and 3",
  sources: [
    "megatron/training.py:1188:setup_model_and_optimizer",
    "deepspeed/runtime/zero/stage_1_and_2.py:244:__init__ at DeeperSpeed 91d1c55b",
    "deepspeed/runtime/zero/stage3.py:316:__init__ at DeeperSpeed 91d1c55b",
  ],
  explain: `DeepSpeed asserts 1.0 when its engine starts, unless \`reduce_scatter\` is off. Without ZeRO any number but 0
is taken, by which it divides the first gradients.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    gradient_predivide_factor: 2.0
    zero_optimization: {stage: 2}
    pipe_parallel_size: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    gradient_predivide_factor: 1.0
    zero_optimization: {stage: 2}
    pipe_parallel_size: 0
  `,
  check(launch, report) {
    const factor = launch.get("gradient_predivide_factor");
    if (typeof factor !== "number" && typeof factor !== "bigint") return;
    const fixes = () => [setValue("gradient_predivide_factor", 1)];
    const at = "gradient_predivide_factor";
    if (!equals(factor, 1n) && scattersGradients(launch))
      report({
        at,
        message: t(
          "DeepSpeed takes no gradient_predivide_factor but 1.0 with ZeRO {0}, and stops.",
          zeroStage(launch),
        ),
        fixes,
      });
    else if (equals(factor, 0n) && dividesGradients(launch))
      report({
        at,
        keys: [at, "zero_optimization", "prescale_gradients"],
        phase: "train",
        neox: { at: "megatron/training.py:train_step", raises: "ZeroDivisionError" },
        message: t("DeepSpeed divides the first gradients by gradient_predivide_factor 0, and stops."),
        fixes,
      });
  },
});

/** Whether DeepSpeed's engine itself averages gradients, and scales them after that. */
function dividesGradients(launch: Launch): boolean {
  return zeroStage(launch) === 0 && isTraining(launch) && isOn(launch, "prescale_gradients") === false;
}
