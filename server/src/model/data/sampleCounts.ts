import type { Dataset } from "../../datasets/dataset";
import { SPLITS } from "../../launch/dataSplits";
import type { Launch } from "../../launch/launch";
import { MOST_NAMED, pathsIn } from "../../launch/namedFiles";
import { numberOf } from "../../python/compare";
import { isList } from "../../yaml/value";
import { positiveInt } from "../sizes";
import { documentSplit, splitParts, sum } from "./split";

/** A part of the data as NeoX counts it before it trains. */
export interface CountedPart {
  readonly split: (typeof SPLITS)[number];
  /** The argument that names its data. */
  readonly key: string;
  /** Where the parts lie in lists of their own, which one data set then stands for. */
  readonly isBlended: boolean;
  /** `len` of each of its data sets, -1 where there is none that counts. */
  readonly lengths: readonly number[];
}

/** NeoX asks half a percent more of each data set of a list (data_utils.py:get_normalized_weights_and_num_samples). */
const MORE = 1.005;

/** The parts of the data whose samples are known: by the sizes of all their documents where they are packed. */
export function countedParts(launch: Launch): readonly CountedPart[] {
  if (launch.get("dataset_impl") === "online" || launch.derivation.get("weight_by_num_documents") === true)
    return [];
  const parts = partsOfLists(launch);
  return parts.length > 0 ? parts : partsOfPath(launch);
}

/** The parts of `data_path` that hold documents. */
function partsOfPath(launch: Launch): readonly CountedPart[] {
  const [path] = pathsIn(launch.get("data_path"));
  const index = path === undefined ? undefined : launch.loads.datasets.get(path)?.index;
  const parts = splitParts(launch);
  const bounds = index && parts && documentSplit(parts, index.documents);
  if (index === undefined || bounds === undefined) return [];
  return SPLITS.flatMap((split, at): CountedPart[] => {
    const [from = 0, to = 0] = bounds.slice(at, at + 2);
    if (to <= from || from < 0) return [];
    const length = lengthOf(
      launch,
      wantedSamples(launch, split),
      () => index.sample.sizes && sum(index.sample.sizes.slice(from, to)),
    );
    return length === undefined ? [] : [{ split, key: "data_path", isBlended: false, lengths: [length] }];
  });
}

/** The parts that lie in lists of their own, in pairs or not. */
function partsOfLists(launch: Launch): readonly CountedPart[] {
  const side = ["", "pos_"].find((it) => pathsIn(launch.named(`${it}train_data_paths`)).length > 0);
  if (side === undefined) return [];
  return SPLITS.flatMap((split): CountedPart[] => {
    const key = `${side}${split}_data_paths`;
    const paths = pathsIn(launch.named(key));
    const wanted = wantedSamples(launch, split);
    const shares = sharesOf(launch, split, paths.length);
    // Of more, not every data set was looked at, and NeoX mixes no such number.
    if (paths.length === 0 || paths.length > MOST_NAMED) return [];
    if (wanted === undefined || shares === undefined) return [];
    const lengths = paths.flatMap((path, at) => {
      const share = wanted === null ? null : Math.ceil(wanted * (shares[at] ?? 0) * MORE);
      return lengthOf(launch, share, () => tokensOf(launch.loads.datasets.get(path))) ?? [];
    });
    return lengths.length < paths.length ? [] : [{ split, key, isBlended: true, lengths }];
  });
}

function tokensOf(dataset: Dataset | undefined): number | undefined {
  const { sizes } = dataset?.index?.sample ?? {};
  return sizes && sum(sizes);
}

/** The weights of a list, which add up to 1; undefined where another rule objects to them. */
function sharesOf(launch: Launch, split: string, count: number): readonly number[] | undefined {
  const given = launch.derivation.get(`${split}_data_weights`);
  const weights = isList(given)
    ? given.map((it) => Number(numberOf(it) ?? Number.NaN))
    : Array(count).fill(1);
  const whole = sum(weights);
  return weights.length === count && whole > 0 ? weights.map((it) => it / whole) : undefined;
}

/** The samples that NeoX asks of a part; null where it takes one epoch instead, undefined where nobody knows. */
function wantedSamples(launch: Launch, split: CountedPart["split"]): number | null | undefined {
  const steps = launch.get("train_iters") === null ? null : positiveInt(launch, "train_iters");
  if (steps === null) return positiveInt(launch, "train_epochs") === undefined ? undefined : null;
  const evaluations = launch.int("eval_iters");
  const interval = positiveInt(launch, "eval_interval");
  if (steps === undefined || evaluations === undefined || interval === undefined) return undefined;
  const batches = {
    train: steps,
    valid: (Math.floor(steps / interval) + 1) * evaluations,
    test: evaluations,
  }[split];
  const batch = launch.derivation.int("train_batch_size");
  return batches === 0 ? 0 : batch && batches * batch;
}

/** `len` of a data set (gpt2_dataset.py, pairwise_dataset.py): one sample is lost, as each needs the begin of the next. */
function lengthOf(
  launch: Launch,
  wanted: number | null | undefined,
  tokens: () => number | undefined,
): number | undefined {
  if (wanted === undefined) return undefined;
  if (launch.derivation.get("pack_impl") !== "packed")
    return wanted === null ? undefined : Math.max(wanted, 0) - 1;
  const seqLength = positiveInt(launch, "seq_length");
  const inOneEpoch = tokens();
  if (seqLength === undefined || inOneEpoch === undefined || inOneEpoch < 2) return undefined;
  const samplesIn = (epochs: number) => Math.floor((epochs * inOneEpoch - 1) / seqLength);
  const epochs = wanted === null ? 1 : Math.max(1, Math.ceil((wanted * seqLength + 1) / inOneEpoch));
  return samplesIn(epochs) - 1;
}
