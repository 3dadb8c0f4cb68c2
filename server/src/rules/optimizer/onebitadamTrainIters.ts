import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const ADAM = "optimizer:\n  type: OneBitAdam\n  params:\n    lr: 0.0006\n";

export default defineRule({
  id: "onebitadam-train-iters",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["train_iters", "optimizer"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "OneBitAdam needs `train_iters`",
  explain: `DeepSpeed builds OneBitAdam with a schedule of its own, whose length NeoX takes from \`train_iters\`
(\`megatron/neox_arguments/arguments.py:1062\`; before a6d6af0e a TypeError).`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        ${ADAM}
      `,
    },
    launched: true,
    gpus: 8,
  },
  good: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    ${ADAM}
  `,
  check(launch, report) {
    if (!truthy(launch.derivation.get("isOneBitAdam") ?? null) || !isSurelyNull(launch, "train_iters"))
      return;
    report({ at: "optimizer", message: t("OneBitAdam needs train_iters, which is not set.") });
  },
});
