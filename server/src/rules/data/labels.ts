import { SPLITS } from "../../launch/dataSplits";

/** The labels of each split. */
export const LABELS = SPLITS.map((split) => `${split}_label_data_paths`);

/** Labels for the examples of rules. */
export const ALL_LABELS =
  "train_label_data_paths: [e, f]\nvalid_label_data_paths: [g]\ntest_label_data_paths: [h]\n";

export const SINCE_LABELS = { from: "2024-08-27", since: "c7863673" } as const;
