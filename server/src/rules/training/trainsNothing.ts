import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isTraining } from "../../model/run/isTraining";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_DATA } from "../kit/exampleData";

const WITHOUT_LENGTH = EXAMPLE_DATA.replace("train_iters: 100\n", "");

export default defineRule({
  id: "trains-nothing",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  holds: AT_MAIN,
  keys: ["train_iters", "train_epochs"],
  neox: { at: "megatron/training.py:pretrain" },
  onlyIn: "training",
  summary: "A training of no iterations ends well",
  sources: ["megatron/data/data_utils.py:585:build_train_valid_test_data_loaders"],
  explain: `NeoX trains when \`train_iters\` is above 0. Below it, and with 0 beside \`train_epochs\`, it builds everything, trains
nothing, and the run ends with exit code 0.`,
  bad: { files: { "model.yml": `${WITHOUT_LENGTH}train_iters: -1\n` }, neox: "main" },
  good: { files: { "model.yml": `${WITHOUT_LENGTH}train_iters: 100\n` }, neox: "main" },
  message: (launch) => {
    const iterations = launch.int("train_iters");
    if (iterations === undefined || iterations > 0 || !isTraining(launch)) return undefined;
    return iterations < 0 || truthy(launch.get("train_epochs") ?? null)
      ? t(
          "train_iters is {0}: NeoX trains nothing, and ends with exit code 0: a queue sees success.",
          iterations,
        )
      : undefined;
  },
});
