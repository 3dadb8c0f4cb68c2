import { byteFigure, grouped } from "../../../../protocol/figures";
import { t } from "../../base/l10n";
import { emptyBucket } from "../../model/memory/emptyBucket";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

/** Less is not worth a word. */
const WORTH_TELLING = 1.5e9;

const BUCKET = ["zero_optimization", "reduce_bucket_size"] as const;

export default defineRule({
  id: "zero-bucket-empty",
  phase: "train",
  severity: "hint",
  outcome: "slow",
  evidence: "standIns",
  keys: ["zero_optimization"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer" },
  summary: "ZeRO's bucket is larger than all gradients that go into it",
  sources: ["megatron/training.py:1188:setup_model_and_optimizer"],
  explain: `DeepSpeed allocates \`reduce_bucket_size\` elements in the gradients' type at every backward pass, two of them with
\`overlap_comm\`, however small the model: with its default of 500,000,000 that is 1 GB in 16 bits. Seen by looking at every
tensor that lives in real runs. A bucket of as many elements as the model has parameters on a rank reduces the same.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    pipe_parallel_size: 1
    train_iters: 1000
    tokenizer_type: CharLevelTokenizer
    zero_optimization:
      stage: 1
      reduce_bucket_size: 2000000000
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    pipe_parallel_size: 1
    train_iters: 1000
    tokenizer_type: CharLevelTokenizer
    zero_optimization:
      stage: 1
      reduce_bucket_size: 100000000
  `,
  check(launch, report) {
    const found = isTraining(launch) ? emptyBucket(launch) : undefined;
    if (found === undefined || found.bytes < WORTH_TELLING) return;
    report({
      at: nestedPlace(launch, BUCKET) ?? "zero_optimization",
      message: t(
        "ZeRO's bucket takes {0} elements and a rank has {1} parameters: {2} stay empty on every GPU.",
        grouped(found.bucket),
        grouped(found.parameters),
        byteFigure(found.bytes),
      ),
      fixes: () => [
        {
          title: t("{0}: {1}", BUCKET[1], found.parameters),
          preferred: true,
          edits: setNested(launch, BUCKET, BigInt(found.parameters)),
        },
      ],
    });
  },
});
