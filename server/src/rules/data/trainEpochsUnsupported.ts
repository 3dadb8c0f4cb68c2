import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { isSwitchedOn } from "../../model/asked";
import { isInference } from "../../model/run/isTraining";
import { equals, truthy } from "../../python/compare";
import { str } from "../../python/text";
import { isList } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { EPOCHS } from "./trainLength";

export default defineRule({
  id: "train-epochs-unsupported",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [
    "train_epochs",
    "pack_impl",
    "weight_by_num_documents",
    "train_data_weights",
    "dataset_impl",
    "train_iters",
  ],
  holds: EPOCHS,
  neox: { at: "megatron/data/data_utils.py:validate_train_epochs", raises: "ValueError" },
  summary: "`train_epochs` is for packed, unweighted GPT-2 data",
  sources: ["megatron/data/data_utils.py:493-512:validate_train_epochs"],
  explain: `NeoX refuses epochs with another \`pack_impl\`, with \`weight_by_num_documents\`, with a weight other than
1 and with another \`dataset_impl\`. Say the length as \`train_iters\` alone there: \`train_epochs: 0\` beside it is
refused too. Seen by running NeoX's own loaders.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_epochs: 1
    pack_impl: unpacked
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    pack_impl: unpacked
  `,
  isCertain: (launch) => !isInference(launch),
  message: (launch) => {
    const obstacle = saysEpochs(launch) ? epochObstacle(launch) : undefined;
    return obstacle && t("train_epochs does not go with {0}, and NeoX refuses it.", obstacle);
  },
  fixes: (launch) => (truthy(launch.get("train_iters") ?? null) ? [removeKey("train_epochs")] : []),
});

/** Also 0 says epochs here: NeoX asks only for None. */
function saysEpochs(launch: Launch): boolean {
  return (launch.settings.get("train_epochs")?.value ?? null) !== null;
}

function epochObstacle(launch: Launch): string | undefined {
  return (
    otherThan(launch, "pack_impl", "packed") ??
    (isSwitchedOn(launch, "weight_by_num_documents") ? "weight_by_num_documents" : undefined) ??
    (hasWeights(launch) ? "train_data_weights" : undefined) ??
    otherThan(launch, "dataset_impl", "gpt2")
  );
}

/** The key with its value, where it is a choice, or None, that epochs do not go with. */
function otherThan(launch: Launch, key: string, only: string): string | undefined {
  const value = launch.named(key);
  const isChoice = value === null || typeof value === "string";
  return isChoice && value !== only ? `${key} ${str(value)}` : undefined;
}

function hasWeights(launch: Launch): boolean {
  const weights = launch.get("train_data_weights");
  return isList(weights) && weights.some((it) => !equals(it, 1n));
}
