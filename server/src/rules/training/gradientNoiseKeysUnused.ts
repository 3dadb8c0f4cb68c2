import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const NOISE_KEYS = ["gradient_noise_scale_n_batches", "gradient_noise_scale_cpu_offload"] as const;

export default defineRule({
  id: "gradient-noise-keys-unused",
  phase: "train",
  outcome: "ignored",
  evidence: "ran",
  keys: [...NOISE_KEYS, "log_gradient_noise_scale"],
  idle: NOISE_KEYS,
  neox: { at: "megatron/utils.py:get_noise_scale_logger" },
  summary: "Keys of the gradient noise scale without it",
  sources: ["megatron/utils.py:384:get_noise_scale_logger"],
  explain: "They are read only with `log_gradient_noise_scale`.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    gradient_noise_scale_n_batches: 10
  `,
  good: EXAMPLE_MODEL,
  message: (launch, key) =>
    isOn(launch, "log_gradient_noise_scale") === false
      ? t("{0} has no effect: log_gradient_noise_scale is off.", key)
      : undefined,
});
