import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { optimizerType } from "../../model/run/optimizerType";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { exampleOptimizer } from "./exampleOptimizer";

export default defineRule({
  id: "sm3-ignores-weight-decay",
  phase: "optimizer",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["weight_decay"],
  tag: "unnecessary",
  neox: { at: "megatron/training.py:get_optimizer" },
  onlyIn: "training",
  summary: "SM3 has no weight decay",
  sources: ["megatron/training.py:1018:get_optimizer"],
  explain: "NeoX builds SM3 with `optimizer.params` alone.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    weight_decay: 0.1
    ${exampleOptimizer("sm3")}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    weight_decay: 0.0
    ${exampleOptimizer("sm3")}
  `,
  message: (launch) =>
    optimizerType(launch) === "sm3" && isOn(launch, "weight_decay") === true
      ? t("weight_decay has no effect: SM3 has none.")
      : undefined,
  fixes: () => [removeKey("weight_decay", false)],
});
