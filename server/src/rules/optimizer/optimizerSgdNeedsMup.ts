import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { optimizerType } from "../../model/run/optimizerType";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { exampleOptimizer } from "./exampleOptimizer";

export default defineRule({
  id: "optimizer-sgd-needs-mup",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["optimizer", "use_mup"],
  neox: { at: "megatron/training.py:get_optimizer", raises: "AssertionError" },
  onlyIn: "training",
  summary: "`sgd` is the SGD of muP, and needs `use_mup`",
  sources: ["megatron/training.py:1084:get_optimizer"],
  explain: `NeoX imports it from the package mup, which asserts base shapes on every parameter; they are set only with
\`use_mup\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${exampleOptimizer("sgd")}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    ${exampleOptimizer("sgd")}
  `,
  message: (launch) =>
    optimizerType(launch) === "sgd" && isOn(launch, "use_mup") === false
      ? t("sgd is muP's SGD, which stops at parameters without base shapes: use_mup is off.")
      : undefined,
});
