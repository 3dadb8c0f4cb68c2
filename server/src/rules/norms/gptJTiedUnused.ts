import { t } from "../../base/l10n";
import { isOn, isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "gpt-j-tied-unused",
  phase: "model",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["gpt_j_tied", "gpt_j_residual"],
  idle: ["gpt_j_tied"],
  asked: isSwitchedOn,
  neox: { at: "megatron/model/transformer.py:forward" },
  summary: "`gpt_j_tied` does nothing without `gpt_j_residual`",
  sources: ["megatron/model/transformer.py:1063:forward"],
  explain: "It ties the two norms of a parallel residual.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    gpt_j_tied: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    gpt_j_residual: true
    gpt_j_tied: true
  `,
  message: (launch) =>
    isOn(launch, "gpt_j_residual") === false
      ? t("gpt_j_tied has no effect: gpt_j_residual is off.")
      : undefined,
});
