import { t } from "../../base/l10n";
import { isInference } from "../../model/run/isTraining";
import { optimizerType } from "../../model/run/optimizerType";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { exampleOptimizer } from "./exampleOptimizer";

export default defineRule({
  id: "optimizer-mup-type",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["optimizer", "use_mup"],
  neox: { at: "megatron/training.py:get_optimizer", raises: "AssertionError" },
  onlyIn: "training",
  summary: "`use_mup` needs Adam or SGD",
  sources: ["megatron/training.py:997:get_optimizer"],
  explain: `NeoX asserts it once the model is built. Seen by running NeoX's own \`get_optimizer\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    ${exampleOptimizer("lion")}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    ${exampleOptimizer("Adam")}
  `,
  isCertain: (launch) => !isInference(launch),
  message: (launch) => {
    const type = optimizerType(launch);
    if (type === undefined || launch.get("use_mup") !== true || type === "adam" || type === "sgd")
      return undefined;
    return t("With use_mup NeoX takes only adam and sgd, and the optimizer is {0}.", type);
  },
});
