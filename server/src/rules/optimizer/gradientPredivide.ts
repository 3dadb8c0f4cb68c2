import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
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
  explain: `DeepSpeed asserts 1.0 when its engine starts, unless \`reduce_scatter\` is off.`,
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
  message: (launch) => {
    const factor = launch.get("gradient_predivide_factor");
    const isOther = (typeof factor === "number" || typeof factor === "bigint") && !equals(factor, 1n);
    return isOther && scattersGradients(launch)
      ? t("DeepSpeed takes no gradient_predivide_factor but 1.0 with ZeRO {0}, and stops.", zeroStage(launch))
      : undefined;
  },
  fixes: () => [setValue("gradient_predivide_factor", 1)],
});
