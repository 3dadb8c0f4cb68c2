import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { missingFunction, SINCE_OBJECTIVES } from "../../model/objectives";
import { isInference } from "../../model/run/isTraining";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "preference-undefined",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_impl"],
  holds: SINCE_OBJECTIVES,
  neox: { at: "megatron/training.py:forward_step", raises: "NameError" },
  summary: "`dpo` and `kto` do not run: they call functions that are not there",
  sources: ["megatron/training.py:644:forward_step", "megatron/training.py:707:forward_step"],
  explain: `The first forward pass calls \`get_pos_neg_logp\` or \`get_logp\`, which nothing in gpt-neox defines. Nothing in
the config mends it: take a gpt-neox that has them, or another objective.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: dpo
        dataset_impl: pairwise
        pack_impl: unpacked
        pos_train_label_data_paths: [a]
        neg_train_label_data_paths: [b]
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: normal
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const missing = missingFunction(launch);
    return missing === undefined || isInference(launch)
      ? undefined
      : t(
          "{0} calls {1}, which no file of gpt-neox defines, and stops.",
          scalarText(launch.get("train_impl")),
          missing,
        );
  },
});
