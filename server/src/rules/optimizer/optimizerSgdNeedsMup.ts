import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { optimizerType } from "../../model/run/optimizerType";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSingleFinding } from "../kit/singleFinding";
import { exampleOptimizer } from "./exampleOptimizer";

export default defineSingleFinding({
  id: "optimizer-sgd-needs-mup",
  phase: "optimizer",
  severity: "warning",
  keys: ["optimizer", "use_mup"],
  neox: { at: "megatron/training.py:get_optimizer", raises: "AssertionError" },
  summary: "`sgd` is the SGD of muP, and needs `use_mup`",
  explain: `NeoX imports it from the package mup (\`megatron/training.py:1084\`), which asserts base shapes on every
parameter; they are set only with \`use_mup\`.`,
  bad: `${EXAMPLE_MODEL}${exampleOptimizer("sgd")}`,
  good: `${EXAMPLE_MODEL}use_mup: true\n${exampleOptimizer("sgd")}`,
  says: (launch) =>
    optimizerType(launch) === "sgd" && isOn(launch, "use_mup") === false
      ? t("sgd is muP's SGD, which stops at parameters without base shapes: use_mup is off.")
      : undefined,
});
