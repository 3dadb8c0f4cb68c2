import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { isInference } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "gradient-noise-scale-broken",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["log_gradient_noise_scale", "zero_optimization"],
  neox: { at: "megatron/utils.py:get_noise_scale_logger", raises: "NameError" },
  summary: "`log_gradient_noise_scale` stops every run",
  sources: ["megatron/utils.py:384:get_noise_scale_logger"],
  explain: `With ZeRO NeoX refuses it, and without the function uses names that it does not have. Seen by running
NeoX's own function.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    log_gradient_noise_scale: true
  `,
  good: EXAMPLE_MODEL,
  isCertain: (launch) => !isInference(launch),
  message: (launch) => {
    if (!isSwitchedOn(launch, "log_gradient_noise_scale")) return undefined;
    return (launch.derivation.int("zero_stage") ?? 0) >= 1
      ? t("log_gradient_noise_scale does not work with ZeRO: NotImplementedError.")
      : t("log_gradient_noise_scale stops the run: NameError: name 'GradientNoiseScale' is not defined.");
  },
  fixes: () => [setValue("log_gradient_noise_scale", false)],
});
