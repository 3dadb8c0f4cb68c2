import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";

const NOISE_KEYS = ["gradient_noise_scale_n_batches", "gradient_noise_scale_cpu_offload"] as const;

export default defineIgnoredKeys({
  id: "gradient-noise-keys-unused",
  phase: "train",
  keys: [...NOISE_KEYS, "log_gradient_noise_scale"],
  idle: NOISE_KEYS,
  neox: { at: "megatron/utils.py:get_noise_scale_logger" },
  summary: "Keys of the gradient noise scale without it",
  explain: "They are read only with `log_gradient_noise_scale` (`megatron/utils.py:384`).",
  bad: `${EXAMPLE_MODEL}gradient_noise_scale_n_batches: 10\n`,
  good: EXAMPLE_MODEL,
  because: (launch, key) =>
    isOn(launch, "log_gradient_noise_scale") === false
      ? t("{0} has no effect: log_gradient_noise_scale is off.", key)
      : undefined,
});
