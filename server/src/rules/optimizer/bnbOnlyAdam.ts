import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { optimizerType } from "../../model/run/optimizerType";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { exampleOptimizer } from "./exampleOptimizer";

export default defineSingleFinding({
  id: "bnb-only-adam",
  phase: "optimizer",
  severity: "warning",
  keys: ["use_bnb_optimizer", "optimizer", "use_mup"],
  neox: { at: "megatron/training.py:get_optimizer" },
  summary: "`use_bnb_optimizer` is for Adam without muP",
  explain: `Only the branch of plain Adam looks at it (\`megatron/training.py:1047\`, \`:1058\`); with another optimizer its
states stay in 32 bits, and only the embedding changes its class.`,
  bad: `${EXAMPLE_MODEL}use_bnb_optimizer: true\n${exampleOptimizer("lion")}`,
  good: `${EXAMPLE_MODEL}use_bnb_optimizer: true\n${exampleOptimizer("Adam")}`,
  says: (launch) => {
    const type = optimizerType(launch);
    if (!isSwitchedOn(launch, "use_bnb_optimizer") || type === undefined) return undefined;
    if (type !== "adam") return t("use_bnb_optimizer gives no 8-bit optimizer: the type is {0}.", type);
    return launch.get("use_mup") === true
      ? t("use_bnb_optimizer gives no 8-bit optimizer: use_mup takes Adam of its own.")
      : undefined;
  },
  fixes: () => [setValue("use_bnb_optimizer", false)],
});
