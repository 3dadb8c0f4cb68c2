import type { Dataset } from "../../datasets/dataset";
import type { Launch } from "../../launch/launch";
import { scalarNumber } from "../../python/scalarText";
import { isList } from "../../yaml/value";
import { positiveInt } from "../sizes";
import { type NamedData, namedData } from "./namedData";
import { documentSplit, splitParts, sum } from "./split";

/** One data set of a training, and how often it is read. */
export interface TrainingData {
  readonly name: string;
  readonly key: string;
  readonly documents: number;
  readonly tokens: number | undefined;
  /** Those of the part that is for training. */
  readonly trainingDocuments: number;
  readonly trainingTokens: number | undefined;
  /** Sequences that are taken from it; undefined where the launch does not tell. */
  readonly samples: number | undefined;
  /** How often all of it is read, as a fraction: the sequences' tokens by those of the data. */
  readonly epochs: number | undefined;
}

/** NeoX takes half a percent more of each of several data sets (megatron/data/data_utils.py:get_normalized_weights_and_num_samples). */
const MORE = 1.005;

/** The data that a launch trains on, of `data_path` or `train_data_paths`; empty where no index was read. */
export function trainingData(launch: Launch): readonly TrainingData[] {
  const named = namedData(launch).filter(({ key }) => key === "data_path" || key === "train_data_paths");
  const samples = samplesOf(launch);
  const shareOf = sharesOf(launch, samples);
  const parts = splitParts(launch);
  const seqLength = positiveInt(launch, "seq_length");
  return named.flatMap((each): TrainingData[] => {
    const { dataset, key } = each;
    if (dataset.index === undefined) return [];
    const { documents, tokens } = dataset.index;
    const own = key === "data_path" ? parts && documentSplit(parts, documents)?.[1] : documents;
    const trainingTokens = own === undefined ? undefined : tokensOfFirst(dataset, own);
    const share = key === "data_path" ? samples : shareOf(each);
    return [
      {
        name: dataset.prefix,
        key,
        documents,
        tokens,
        trainingDocuments: own ?? documents,
        trainingTokens,
        samples: share,
        epochs: share && trainingTokens && seqLength ? (share * seqLength) / trainingTokens : undefined,
      },
    ];
  });
}

/** Tokens of the first documents: exact where their sizes are known, else by their share of all. */
export function tokensOfFirst({ index }: Dataset, documents: number): number | undefined {
  if (index === undefined) return undefined;
  const { sizes } = index.sample;
  if (sizes !== undefined) return sum(sizes.slice(0, documents));
  return index.tokens === undefined || index.documents === 0
    ? undefined
    : Math.round(index.tokens * (documents / index.documents));
}

function samplesOf(launch: Launch): number | undefined {
  const [steps, batch] = ["train_iters", "train_batch_size"].map((name) => positiveInt(launch, name));
  return steps === undefined || batch === undefined ? undefined : steps * batch;
}

/** What each of several data sets gives, by its weight; unknown where NeoX makes the weights itself. */
function sharesOf(launch: Launch, samples: number | undefined): (data: NamedData) => number | undefined {
  if (samples === undefined || launch.derivation.get("weight_by_num_documents") === true)
    return () => undefined;
  const given = launch.derivation.get("train_data_weights");
  const weights = isList(given) ? given.map(scalarNumber) : paths(launch).map(() => 1);
  const whole = sum(weights);
  return ({ index }) => {
    const weight = weights[index];
    return weight === undefined || !(whole > 0) ? undefined : Math.ceil((samples * weight * MORE) / whole);
  };
}

function paths(launch: Launch): readonly unknown[] {
  const list = launch.get("train_data_paths");
  return isList(list) ? list : [];
}
