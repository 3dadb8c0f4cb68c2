import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { optimizerType } from "../../model/run/optimizerType";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";
import { exampleOptimizer } from "./exampleOptimizer";

export default defineSingleFinding({
  id: "sm3-ignores-weight-decay",
  phase: "optimizer",
  severity: "information",
  keys: ["weight_decay"],
  tag: "unnecessary",
  neox: { at: "megatron/training.py:get_optimizer" },
  summary: "SM3 has no weight decay",
  explain: "NeoX builds SM3 with `optimizer.params` alone (`megatron/training.py:1018`).",
  bad: `${EXAMPLE_MODEL}weight_decay: 0.1\n${exampleOptimizer("sm3")}`,
  good: `${EXAMPLE_MODEL}weight_decay: 0.0\n${exampleOptimizer("sm3")}`,
  says: (launch) =>
    optimizerType(launch) === "sm3" && isOn(launch, "weight_decay") === true
      ? t("weight_decay has no effect: SM3 has none.")
      : undefined,
  fixes: () => [removeKey("weight_decay", false)],
});
