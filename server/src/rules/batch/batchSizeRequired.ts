import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { movedTo } from "../kit/saidElsewhere";
import { setValue } from "../kit/simpleFixes";

export default defineRule({
  id: "batch-size-required",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["train_micro_batch_size_per_gpu", "train_batch_size"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_batch_parameters", raises: "AssertionError" },
  summary: "A batch size must be set",
  sources: ["megatron/neox_arguments/arguments.py:858:calculate_batch_parameters"],
  explain: `NeoX needs \`train_micro_batch_size_per_gpu\` or \`train_batch_size\`; \`gradient_accumulation_steps\`
alone does not tell.`,
  bad: {
    files: {
      "model.yml": EXAMPLE_MODEL.replace(
        "train_micro_batch_size_per_gpu: 4",
        "gradient_accumulation_steps: 4",
      ),
    },
    launched: true,
    gpus: 8,
  },
  good: { files: { "model.yml": EXAMPLE_MODEL }, launched: true, gpus: 8 },
  check(launch, report) {
    const keys = ["train_micro_batch_size_per_gpu", "train_batch_size"];
    if (!keys.every((key) => isSurelyNull(launch, key))) return;
    report({
      at: "train_micro_batch_size_per_gpu",
      message: t("NeoX needs train_micro_batch_size_per_gpu or train_batch_size, and neither is set."),
      fixes: () => {
        const moved = keys.flatMap((key) => movedTo(launch, key));
        return moved.length > 0 ? moved : [setValue("train_micro_batch_size_per_gpu", 4n)];
      },
    });
  },
});
