import { t } from "../../base/l10n";
import { isOn, isSwitchedOn } from "../../model/asked";
import { isInference } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";
import { GENERATE } from "./textGeneration";

const UNTIED = `${GENERATE}pipe_parallel_size: 1\nno_weight_tying: true\n`;

export default defineRule({
  id: "te-column-inference",
  phase: "generate",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["te_columnparallel", "no_weight_tying", "pipe_parallel_size"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/gpt2_model.py:_set_parallel_output", raises: "AttributeError" },
  summary: "Transformer Engine's output layer cannot generate in a pipeline",
  sources: ["megatron/model/gpt2_model.py:345:_set_parallel_output"],
  explain: `For inference NeoX tells an untied output layer to gather its logits, and with \`te_columnparallel\` the
layer has no such method. Take \`te_columnparallel\` out for \`generate.py\` and \`eval.py\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${UNTIED}
        te_columnparallel: true
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${UNTIED}
        te_columnparallel: false
      `,
    },
    neox: "main",
  },
  message: (launch) =>
    isInference(launch) &&
    isSwitchedOn(launch, "te_columnparallel") &&
    isOn(launch, "no_weight_tying") === true &&
    positiveInt(launch, "pipe_parallel_size") !== undefined
      ? t("With te_columnparallel the output layer has no set_parallel_output, which inference calls.")
      : undefined,
  fixes: () => [setValue("te_columnparallel", false)],
});
