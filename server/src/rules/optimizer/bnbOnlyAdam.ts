import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { optimizerType } from "../../model/run/optimizerType";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { exampleOptimizer } from "./exampleOptimizer";

export default defineRule({
  id: "bnb-only-adam",
  phase: "optimizer",
  severity: "warning",
  outcome: "ignored",
  evidence: "read",
  keys: ["use_bnb_optimizer", "optimizer", "use_mup"],
  neox: { at: "megatron/training.py:get_optimizer" },
  onlyIn: "training",
  summary: "`use_bnb_optimizer` is for Adam without muP",
  sources: ["megatron/training.py:1047:get_optimizer", "megatron/training.py:1058:get_optimizer"],
  explain: `Only the branch of plain Adam looks at it; with another optimizer its states stay in 32 bits, and only the
embedding changes its class.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_bnb_optimizer: true
    ${exampleOptimizer("lion")}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_bnb_optimizer: true
    ${exampleOptimizer("Adam")}
  `,
  message: (launch) => {
    const type = optimizerType(launch);
    if (!isSwitchedOn(launch, "use_bnb_optimizer") || type === undefined) return undefined;
    if (type !== "adam") return t("use_bnb_optimizer gives no 8-bit optimizer: the type is {0}.", type);
    return launch.get("use_mup") === true
      ? t("use_bnb_optimizer gives no 8-bit optimizer: use_mup takes Adam of its own.")
      : undefined;
  },
  fixes: () => [setValue("use_bnb_optimizer", false)],
});
