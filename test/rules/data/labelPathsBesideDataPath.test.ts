import { cases } from "../cases";

const LABELS = "label_data_paths: [labels]";
const LISTS = "train_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]";

cases("label-paths-beside-data-path", [
  [`${LABELS}\ndata_path: data/text`, "[labels]", { neox: "2023-07-13" }],
  [`${LABELS}\n${LISTS}`, "no", { neox: "2023-07-13" }],
  [`${LABELS}\ndata_path: data/text`, "no", { neox: "2023-11-01" }],
  [`${LABELS}\ndata_path: data/text`, "no", { neox: "main" }],
]);
