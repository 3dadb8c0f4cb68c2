import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sequence-parallel-length",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["seq_length", "model_parallel_size", "sequence_parallel"],
  holds: since("8b43196f"),
  neox: { at: "megatron/mpu/utils.py:ensure_divisibility", raises: "AssertionError" },
  summary: "With `sequence_parallel`, `seq_length` must be divisible by `model_parallel_size`",
  sources: [
    "megatron/model/word_embeddings.py:170:forward",
    "megatron/mpu/mappings.py:202:_reduce_scatter_along_seq_dim",
  ],
  explain: `Every rank gets an equal part of the sequence.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        sequence_parallel: true
        model_parallel_size: 3
      `,
    },
    neox: "main",
    gpus: 6,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        sequence_parallel: true
        model_parallel_size: 2
      `,
    },
    neox: "main",
    gpus: 6,
  },
  check(launch, report) {
    const seqLength = positiveInt(launch, "seq_length");
    const modelParallelSize = positiveInt(launch, "model_parallel_size");
    if (seqLength === undefined || modelParallelSize === undefined) return;
    if (launch.get("sequence_parallel") !== true || seqLength % modelParallelSize === 0) return;
    report({
      at: "seq_length",
      message: t("seq_length {0} is not divisible by model_parallel_size {1}.", seqLength, modelParallelSize),
      fixes: () => [setValue("sequence_parallel", false)],
    });
  },
});
