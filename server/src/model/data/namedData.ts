import type { Dataset } from "../../datasets/dataset";
import type { Launch } from "../../launch/launch";
import { DATA_KEYS, MOST_NAMED, pathsIn } from "../../launch/namedFiles";

/** A data set that a launch names, where its files were looked at. */
export interface NamedData {
  readonly key: string;
  /** Its place in a list of paths. */
  readonly index: number;
  readonly dataset: Dataset;
  /** Labels are -100 where nothing is to be learned, and rewards are no tokens. */
  readonly holds: "tokens" | "labels" | "rewards";
}

/** Many rules ask, and a launch may name a hundred thousand. */
const known = new WeakMap<Launch, readonly NamedData[]>();

/** The data sets of a launch that were looked at, in the order of its keys: of each the first, for NeoX mixes 254 at most. */
export function namedData(launch: Launch): readonly NamedData[] {
  if (launch.loads.datasets.size === 0) return [];
  const found = known.get(launch) ?? findNamed(launch);
  known.set(launch, found);
  return found;
}

function findNamed(launch: Launch): readonly NamedData[] {
  const { datasets } = launch.loads;
  return DATA_KEYS.flatMap((key) =>
    pathsIn(launch.get(key), MOST_NAMED).flatMap((path, index): NamedData[] => {
      const dataset = datasets.get(path);
      return dataset === undefined ? [] : [{ key, index, dataset, holds: holdsOf(key) }];
    }),
  );
}

function holdsOf(key: string): NamedData["holds"] {
  if (key.includes("label")) return "labels";
  return key.includes("reward") ? "rewards" : "tokens";
}
