import { t } from "../../base/l10n";
import { SPLITS } from "../../launch/dataSplits";
import { since } from "../../launch/windows";
import { isSettled } from "../../model/certainty";
import { missingFunction } from "../../model/objectives";
import { isInference } from "../../model/run/isTraining";
import { isGiven, readsLists } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const REWARDS = SPLITS.map((split) => `${split}_reward_data_paths`);

export default defineRule({
  id: "reward-needs-unpacked",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [...REWARDS, "pack_impl"],
  holds: since("d79c5331"),
  neox: { at: "megatron/data/gpt2_dataset.py:__init__", raises: "AssertionError" },
  summary: "Rewards need `pack_impl: unpacked`",
  sources: ["megatron/data/gpt2_dataset.py:59:__init__"],
  explain: `A reward belongs to one document. Seen by running NeoX's own loaders.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_reward_data_paths: [r]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_reward_data_paths: [r]
    pack_impl: unpacked
  `,
  isCertain: (launch) => !isInference(launch) && isSettled(launch, "pack_impl"),
  message: (launch) => {
    const packing = launch.get("pack_impl");
    return readsLists(launch) &&
      REWARDS.some((key) => isGiven(launch, key)) &&
      typeof packing === "string" &&
      packing !== "unpacked"
      ? t("Rewards need pack_impl unpacked, and it is {0}.", packing)
      : undefined;
  },
  // Unpacked data needs labels, and an objective that is not there needs no data.
  fixes: (launch) =>
    isGiven(launch, "train_label_data_paths") && missingFunction(launch) === undefined
      ? [setValue("pack_impl", "unpacked")]
      : [],
});
