import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sequence-parallel-reward-model",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["sequence_parallel", "train_impl"],
  holds: since("1c727420"),
  neox: { at: "megatron/mpu/layers.py:__init__", raises: "AssertionError" },
  summary: "A reward model does not go with `sequence_parallel`",
  sources: ["megatron/mpu/layers.py:646:__init__", "megatron/model/transformer.py:249:__init__"],
  explain: `The head of a reward model takes its input whole, which a row-parallel layer refuses with
\`sequence_parallel\`, on any number of ranks.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        sequence_parallel: true
        train_impl: rm
        dataset_impl: pairwise
        pack_impl: unpacked
        no_weight_tying: true
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: rm
        dataset_impl: pairwise
        pack_impl: unpacked
        no_weight_tying: true
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (launch.get("sequence_parallel") !== true || launch.get("train_impl") !== "rm") return;
    report({
      at: "sequence_parallel",
      message: t("The reward head refuses sequence_parallel."),
      fixes: () => [setValue("sequence_parallel", false)],
    });
  },
});
