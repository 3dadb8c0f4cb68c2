import { t } from "../../base/l10n";
import type { Fix, Report } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { type CountedPart, countedParts } from "../../model/data/sampleCounts";
import { sum } from "../../model/data/split";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_DATA, exampleSample } from "../kit/exampleData";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const SHIFT = "megatron/data/data_utils.py:shift_and_wrap_data_loaders";
const BLEND = "megatron/data/blendable_dataset.py:__init__";

const SMALL = { documents: 1000, sizes: Array<number>(1000).fill(500) };

export default defineRule({
  id: "data-below-batch",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["data_path", "split", "eval_iters", "train_micro_batch_size_per_gpu", "seq_length"],
  neox: { at: SHIFT, raises: "ZeroDivisionError" },
  summary: "A part of the data is less than one batch",
  sources: [
    "megatron/data/data_utils.py:752:shift_and_wrap_data_loaders",
    "megatron/data/data_utils.py:765-768:shift_and_wrap_data_loaders",
    "megatron/data/blendable_dataset.py:37:__init__",
    "megatron/data/gpt2_dataset.py:102:__len__",
  ],
  explain: `NeoX divides by the number of batches in the training and in the validation data, also where nothing is
evaluated. A data set has one sample less than NeoX asks of it. With \`eval_iters: 0\` nothing is asked of the data for
validation: packed it is read once, and must give a batch; unpacked it has a length of -1, at which Python stops. With
\`train_epochs\` each part is read once.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_DATA}
        eval_iters: 0
        split: 989,1,10
      `,
    },
    gpus: 8,
    loads: { said: "1000 documents of 500 tokens", facts: () => exampleSample(SMALL) },
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_DATA}
        eval_iters: 0
        split: 700,290,10
      `,
    },
    gpus: 8,
    loads: { said: "1000 documents of 500 tokens", facts: () => exampleSample(SMALL) },
  },
  check(launch, report) {
    if (!isTraining(launch)) return;
    const stops = countedParts(launch).map((part) => stopOf(launch, part));
    const [first] = stops.filter((it) => it !== undefined);
    if (first !== undefined) report(first);
  },
});

/** How NeoX stops at a part of the data. The test data of `data_path` are never counted. */
function stopOf(launch: Launch, { split, key, isBlended, lengths }: CountedPart): Report | undefined {
  const begin = { at: key, keys: [key], fixes: () => fixes(launch, isBlended) };
  if (split === "test" && !isBlended) return undefined;
  if (lengths.some((it) => it < 0))
    return {
      ...begin,
      neox: { at: isBlended ? BLEND : SHIFT, raises: "ValueError" },
      message: t(
        "{0} gives no sample for {1}: its length would be -1, and Python stops.",
        key,
        partWords(split),
      ),
    };
  const samples = sum(lengths);
  const batch = batchOfAll(launch);
  if (split === "test" || batch === undefined || samples >= batch) return undefined;
  return {
    ...begin,
    message: t(
      "{0} gives {1} samples for {2}, and a batch has {3}: NeoX divides by the number of batches, which is 0.",
      key,
      samples,
      partWords(split),
      batch,
    ),
  };
}

/** What all replicas together load at once; unknown where the file says another number of GPUs than start. */
function batchOfAll(launch: Launch): number | undefined {
  const each = launch.derivation.int("train_micro_batch_size_per_gpu");
  const replicas = launch.derivation.dataParallelSize;
  if (launch.settings.has("global_num_gpus") || each === undefined || replicas === undefined)
    return undefined;
  return each > 0 && replicas > 0 ? each * replicas : undefined;
}

function partWords(split: CountedPart["split"]): string {
  switch (split) {
    case "train":
      return t("training");
    case "valid":
      return t("validation");
    case "test":
      return t("the test");
  }
}

/** Where nothing is evaluated: leave no such part, or ask at least one batch of a list. */
function fixes(launch: Launch, isBlended: boolean): readonly Fix[] {
  if (launch.int("eval_iters") !== 0) return [];
  return [isBlended ? setValue("eval_iters", 1n) : setValue("split", "1,0,0")];
}
