import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "kto-rewards",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_impl", "train_reward_data_paths", "valid_reward_data_paths", "test_reward_data_paths"],
  holds: since("d79c5331"),
  neox: { at: "megatron/training.py:get_batch", raises: "KeyError" },
  summary: "KTO needs reward data",
  sources: ["megatron/training.py:429:get_batch"],
  explain: `Every batch is asked for its rewards, which come from \`train_reward_data_paths\`,
\`valid_reward_data_paths\` and \`test_reward_data_paths\`, one for every data path.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: kto
        train_reward_data_paths: null
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: kto
        train_reward_data_paths: [r]
        train_data_paths: [d]
        valid_data_paths: [d]
        test_data_paths: [d]
        valid_reward_data_paths: [r]
        test_reward_data_paths: [r]
        pack_impl: unpacked
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (launch.get("train_impl") !== "kto" || !isSurelyNull(launch, "train_reward_data_paths")) return;
    report({
      at: "train_impl",
      message: t("KTO asks every batch for rewards, and train_reward_data_paths is not set."),
    });
  },
});
