import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";
import { isList } from "../../yaml/value";

/** Data for the examples of rules, split by split. */
export const SPLIT_LISTS = "train_data_paths: [a, b]\nvalid_data_paths: [c]\ntest_data_paths: [d]\n";

/** Arguments that say what to train on. */
export const DATA_SOURCES = ["data_path", "train_data_paths", "pos_train_data_paths"] as const;

/** Whether a file gives this key a value. */
export function isGiven(launch: Launch, name: string): boolean {
  return (launch.settings.get(name)?.value ?? null) !== null;
}

/**
 * Whether the lists of paths for each split are read, and what belongs to them: where only `data_path` is given, nobody
 * looks at them (megatron/data/data_utils.py:build_train_valid_test_data_loaders).
 */
export function readsLists(launch: Launch): boolean {
  const isAlone = truthy(launch.settings.get("data_path")?.value ?? null);
  const hasLists = ["train_data_paths", "pos_train_data_paths"].some((key) =>
    truthy(launch.settings.get(key)?.value ?? null),
  );
  return hasLists || !isAlone;
}

/** The entries of a list of paths; undefined where it is no list or unknown. */
export function listLength(launch: Launch, name: string): number | undefined {
  const value = launch.named(name);
  return isList(value) ? value.length : undefined;
}
