import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "log-optimizer-states-keyerror",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["log_optimizer_states", "precision", "zero_optimization"],
  neox: { at: "megatron/logging.py:training_log", raises: "KeyError" },
  summary: "`log_optimizer_states` is for fp16 without ZeRO, and for ZeRO 3",
  sources: ["megatron/logging.py:362:training_log"],
  explain: `NeoX looks for \`optimizer_state_dict\`, which of DeepSpeed's optimizers only the fp16 one without ZeRO and the one of
ZeRO 3 have.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    log_optimizer_states: true
    precision: fp16
    zero_optimization: {stage: 1}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    log_optimizer_states: true
    precision: fp16
    zero_optimization: {stage: 0}
  `,
  message: (launch) => {
    const [precision, stage] = [launch.derivation.get("precision"), launch.derivation.int("zero_stage")];
    if (!isSwitchedOn(launch, "log_optimizer_states") || precision === undefined) return undefined;
    const isThere = stage === 3 || (precision === "fp16" && (stage ?? 0) === 0);
    return isThere
      ? undefined
      : t("log_optimizer_states stops with a KeyError, except in fp16 without ZeRO and with ZeRO 3.");
  },
  fixes: () => [setValue("log_optimizer_states", false)],
});
