import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { isInference } from "../../model/run/isTraining";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";

export default defineSingleFinding({
  id: "gradient-noise-scale-broken",
  phase: "train",
  severity: "error",
  keys: ["log_gradient_noise_scale", "zero_optimization"],
  neox: { at: "megatron/utils.py:get_noise_scale_logger", raises: "NameError" },
  summary: "`log_gradient_noise_scale` stops every run",
  explain: `With ZeRO NeoX refuses it, and without the function uses names that it does not have
(\`megatron/utils.py:384\`). Seen by running NeoX's own function.`,
  bad: `${EXAMPLE_MODEL}log_gradient_noise_scale: true\n`,
  good: EXAMPLE_MODEL,
  isCertain: (launch) => !isInference(launch),
  says: (launch) => {
    if (!isSwitchedOn(launch, "log_gradient_noise_scale")) return undefined;
    return (launch.derivation.int("zero_stage") ?? 0) >= 1
      ? t("log_gradient_noise_scale does not work with ZeRO: NotImplementedError.")
      : t("log_gradient_noise_scale stops the run: NameError: name 'GradientNoiseScale' is not defined.");
  },
  fixes: () => [setValue("log_gradient_noise_scale", false)],
});
