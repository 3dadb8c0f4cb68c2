import { t } from "../../base/l10n";
import { isDict } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "learning-rate-not-set",
  phase: "args",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["optimizer"],
  at: "optimizer",
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "Without `optimizer.params.lr` the learning rate is 0.001",
  sources: [
    "megatron/neox_arguments/arguments.py:1058:calculate_derived",
    "megatron/training.py:1129:get_learning_rate_scheduler",
  ],
  explain: `NeoX's schedule starts from 0.001, which is high for a large model.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    optimizer:
      type: Adam
      params:
        betas: [0.9, 0.95]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    optimizer:
      type: Adam
      params:
        lr: 0.0006
        betas: [0.9, 0.95]
  `,
  message: (launch) => {
    const optimizer = launch.get("optimizer");
    const params = isDict(optimizer) ? optimizer.get("params") : undefined;
    if (!isDict(params) || params.has("lr")) return undefined;
    return t("optimizer.params has no lr: NeoX trains with 0.001.");
  },
});
