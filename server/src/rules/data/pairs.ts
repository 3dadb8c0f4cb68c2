import { SPLITS } from "../../launch/dataSplits";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { isGiven } from "../kit/dataSources";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

export const SINCE_PAIRS = since("77e8158a");

export const POSITIVE = SPLITS.map((split) => `pos_${split}_data_paths`);

export const NEGATIVE = SPLITS.map((split) => `neg_${split}_data_paths`);

export const DPO = `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\n`;

export const PAIRS = [...POSITIVE, ...NEGATIVE].map((key) => `${key}: [data/${key}]\n`).join("");

/** Pairs are read in training, and none of them before the lists for training are given. */
export function readsPairs(launch: Launch, split: string): boolean {
  const isRead = ["pos_train_data_paths", `pos_${split}_data_paths`].every((key) => isGiven(launch, key));
  return isRead && !isInference(launch) && launch.get("dataset_impl") === "pairwise";
}
