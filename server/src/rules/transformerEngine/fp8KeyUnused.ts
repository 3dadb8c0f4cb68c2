import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

const FP8_KEYS = [
  "te_fp8_format",
  "te_fp8_wgrad",
  "te_fp8_amax_history_len",
  "te_fp8_amax_compute_algo",
] as const;

export default defineRule({
  id: "fp8-key-unused",
  phase: "model",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["te_fp8_mha", ...FP8_KEYS],
  idle: FP8_KEYS,
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:__init__" },
  summary: "The keys of FP8 do nothing without `te_fp8_mha`",
  sources: ["megatron/model/transformer_engine.py:644:__init__"],
  explain: "Only Transformer Engine's FP8 attention reads them.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    te_fp8_format: e4m3
  `,
  good: EXAMPLE_MODEL,
  message: (launch, key) =>
    isOn(launch, "te_fp8_mha") === false ? t("{0} has no effect: te_fp8_mha is off.", key) : undefined,
});
