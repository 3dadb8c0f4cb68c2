import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { zeroStage } from "../../model/run/zeroStage";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { scattersGradients } from "./scattersGradients";

export default defineRule({
  id: "prescale-gradients",
  phase: "engine",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["prescale_gradients", "zero_optimization"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  summary: "`prescale_gradients` does not go with ZeRO 2 and 3",
  sources: ["megatron/training.py:1188:setup_model_and_optimizer"],
  explain: `DeepSpeed asserts it when its engine starts, unless \`reduce_scatter\` is off.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    prescale_gradients: true
    zero_optimization: {stage: 2}
    pipe_parallel_size: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    prescale_gradients: false
    zero_optimization: {stage: 2}
    pipe_parallel_size: 0
  `,
  message: (launch) =>
    isOn(launch, "prescale_gradients") === true && scattersGradients(launch)
      ? t("DeepSpeed does not scale gradients beforehand with ZeRO {0}, and stops.", zeroStage(launch))
      : undefined,
  fixes: () => [setValue("prescale_gradients", false)],
});
