import { SPLITS } from "../../launch/dataSplits";
import { since } from "../../launch/windows";

/** The labels of each split. */
export const LABELS = SPLITS.map((split) => `${split}_label_data_paths`);

/** Labels for the examples of rules. */
export const ALL_LABELS =
  "train_label_data_paths: [e, f]\nvalid_label_data_paths: [g]\ntest_label_data_paths: [h]\n";

export const SINCE_LABELS = since("c7863673");
