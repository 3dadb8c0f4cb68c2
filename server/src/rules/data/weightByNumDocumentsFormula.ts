import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { scalarNumber } from "../../python/scalarText";
import { isGiven, SPLIT_LISTS } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { WEIGHTS } from "./weights";

export default defineRule({
  id: "weight-by-num-documents-formula",
  phase: "data",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["weighted_sampler_alpha", "weight_by_num_documents"],
  neox: { at: "megatron/data/data_utils.py:weights_by_num_docs" },
  summary: "With an alpha of 1 the weights are not proportional to the documents",
  sources: ["megatron/data/data_utils.py:472:weights_by_num_docs"],
  explain: `Each share, to the power of alpha, is multiplied by one minus the share: two sets of 90 % and 10 % of the
documents are drawn half and half. Give \`train_data_weights\` instead to have your own.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    weight_by_num_documents: true
    weighted_sampler_alpha: 1.0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SPLIT_LISTS}
    train_data_weights: [0.9, 0.1]
  `,
  message: (launch) =>
    isSwitchedOn(launch, "weight_by_num_documents") &&
    scalarNumber(launch.settings.get("weighted_sampler_alpha")?.value ?? 0) === 1 &&
    !WEIGHTS.some((key) => isGiven(launch, key))
      ? t("At alpha 1 NeoX still favours small sets: documents of 90 % and 10 % are drawn half and half.")
      : undefined,
});
