import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "reward-model-head",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["no_weight_tying", "train_impl", "train_micro_batch_size_per_gpu"],
  holds: since("1c727420"),
  neox: { at: "megatron/training.py:forward_step", raises: "RuntimeError" },
  summary: "A reward model needs `no_weight_tying: true`",
  sources: ["megatron/model/gpt2_model.py:318:init_specs", "megatron/training.py:606:forward_step"],
  explain: `With tied weights the head still gives one number for every token of the vocabulary instead of a reward.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: rm
        dataset_impl: pairwise
        pack_impl: unpacked
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
    if (launch.get("train_impl") !== "rm" || launch.get("no_weight_tying") !== false) return;
    // With a micro batch of 1 the two faults hide each other, and a loss comes out that cannot move.
    if (launch.derivation.int("train_micro_batch_size_per_gpu") === 1) return;
    report({
      at: "train_impl",
      message: t(
        "The tied head gives logits instead of rewards, and NeoX stops; it needs no_weight_tying true.",
      ),
      fixes: () => [setValue("no_weight_tying", true)],
    });
  },
});
