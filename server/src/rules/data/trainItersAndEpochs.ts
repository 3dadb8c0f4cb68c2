import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { EPOCHS, trainsByEpochs } from "./trainLength";

export default defineRule({
  id: "train-iters-and-epochs",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_epochs", "train_iters"],
  holds: EPOCHS,
  neox: { at: "megatron/data/data_utils.py:validate_train_epochs", raises: "ValueError" },
  summary: "Either `train_iters` or `train_epochs`",
  sources: ["megatron/data/data_utils.py:488:validate_train_epochs"],
  explain: `NeoX refuses both. Seen by running NeoX's own loaders. A warning, since recorded launches with it only
show that arguments and layers do not mind.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    train_epochs: 1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_epochs: 1
  `,
  message: (launch) =>
    trainsByEpochs(launch) && truthy(launch.get("train_iters") ?? null)
      ? t("train_epochs and train_iters are both set, and NeoX refuses that.")
      : undefined,
  fixes: () => [removeKey("train_epochs", false), removeKey("train_iters", false)],
});
