import { t } from "../../base/l10n";
import type { Dataset } from "../../datasets/dataset";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { namedData } from "../../model/data/namedData";
import { type Vocabulary, vocabularyOf } from "../../model/parameters/vocabulary";
import { isTraining } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_DATA, exampleSample } from "../kit/exampleData";
import { yaml } from "../kit/yaml";

const CHARACTERS = yaml`
  ${EXAMPLE_DATA}
  tokenizer_type: CharLevelTokenizer
`;

export default defineRule({
  id: "data-vocabulary",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["data_path", "vocab_file", "tokenizer_type"],
  neox: { at: "megatron/mpu/layers.py:forward", raises: "IndexError" },
  summary: "The data has tokens that are not in the vocabulary",
  explain: `A token at or above the padded vocabulary, or below 0, is no row of the embedding: the step that reads it stops, on a GPU
with a "device-side assert"; model parallelism makes a row of zeros of it. The data was made by another tokenizer, or its index is not its own. The largest token is that of
a sample of the documents, so the data may have more. It is certain where a tenth of the sample is above, for then the first
batches read some.`,
  bad: {
    files: { "model.yml": CHARACTERS },
    neox: "main",
    loads: { said: "data with tokens up to 50000", facts: () => exampleSample({ upperTenth: 20_000 }) },
  },
  good: {
    files: { "model.yml": CHARACTERS },
    loads: { said: "data with tokens up to 255", facts: () => exampleSample({ largestToken: 255 }) },
  },
  check(launch, report) {
    const vocabulary = vocabularyOf(launch);
    for (const { key, dataset, holds } of namedData(launch)) {
      const { smallestToken, largestToken } = dataset.index?.sample ?? {};
      if (holds !== "tokens" || smallestToken === undefined || largestToken === undefined) continue;
      const isAbove = vocabulary !== undefined && largestToken >= vocabulary.paddedSize;
      if (!isAbove && smallestToken >= 0) continue;
      report({
        at: key,
        keys: [key],
        operands: [key, "vocab_file", "tokenizer_type"],
        ...(!isReadSoon(launch, dataset, vocabulary) && { severity: "warning" }),
        message: isMasked(launch)
          ? t(
              "{0} has tokens from {1} to {2}, and the vocabulary {3}: with model parallelism NeoX reads what is outside as zeros, without a word.",
              dataset.prefix,
              smallestToken,
              largestToken,
              String(vocabulary?.size),
            )
          : isAbove
            ? t(
                "{0} has a token {1}, and the vocabulary {2}, padded to {3}.",
                dataset.prefix,
                largestToken,
                vocabulary.size,
                vocabulary.paddedSize,
              )
            : t("{0} has a token {1}, below 0.", dataset.prefix, smallestToken),
      });
    }
  },
});

/** Each rank has some of the rows, and zeros for all others (megatron/mpu/layers.py:forward). */
function isMasked(launch: Launch): boolean {
  return (positiveInt(launch, "model_parallel_size") ?? 1) > 1;
}

/** Of so many tokens a tenth is never drawn around. */
const MANY_TOKENS = 100;

/** Whether a training is sure to read a token that is above the vocabulary: a tenth of them are. */
function isReadSoon(launch: Launch, { index }: Dataset, vocabulary: Vocabulary | undefined): boolean {
  const upperTenth = index?.sample.upperTenth;
  const [iterations = 0, batch = 0, seqLength = 0, last = iterations] = [
    "train_iters",
    "train_batch_size",
    "seq_length",
    "exit_interval",
  ].map((name) => positiveInt(launch, name));
  const tokens = Math.min(iterations, last) * batch * seqLength;
  const isAbove = upperTenth !== undefined && vocabulary !== undefined && upperTenth >= vocabulary.paddedSize;
  return isAbove && !isMasked(launch) && isTraining(launch) && tokens >= MANY_TOKENS;
}
