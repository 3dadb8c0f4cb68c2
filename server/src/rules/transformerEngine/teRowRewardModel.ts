import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "te-row-reward-model",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["te_rowparallel", "train_impl", "model_parallel_size"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/mpu/utils.py:ensure_divisibility", raises: "AssertionError" },
  summary: "A reward model cannot use `te_rowparallel` with model parallelism",
  sources: [
    "megatron/model/transformer_engine.py:430:__init__",
    "megatron/model/transformer.py:249:__init__",
  ],
  explain: `The head of a reward model is 1 wide, and TransformerEngine's row-parallel layer divides that by
\`model_parallel_size\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_rowparallel: true
        train_impl: rm
        dataset_impl: pairwise
        pack_impl: unpacked
        no_weight_tying: true
        model_parallel_size: 2
      `,
    },
    neox: "main",
    gpus: 2,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: rm
        dataset_impl: pairwise
        pack_impl: unpacked
        no_weight_tying: true
        model_parallel_size: 2
      `,
    },
    neox: "main",
    gpus: 2,
  },
  check(launch, report) {
    const modelParallelSize = positiveInt(launch, "model_parallel_size") ?? 1;
    if (launch.get("te_rowparallel") !== true || launch.get("train_impl") !== "rm" || modelParallelSize < 2)
      return;
    report({
      at: "te_rowparallel",
      message: t("The reward head is 1 wide and is divided by model_parallel_size {0}.", modelParallelSize),
      fixes: () => [setValue("te_rowparallel", false)],
    });
  },
});
