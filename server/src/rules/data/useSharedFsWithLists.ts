import { t } from "../../base/l10n";
import { isGiven } from "../kit/dataSources";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSingleFinding } from "../kit/singleFinding";

export default defineSingleFinding({
  id: "use-shared-fs-with-lists",
  phase: "data",
  severity: "information",
  keys: ["use_shared_fs", "train_data_paths"],
  neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings", raises: "FileNotFoundError" },
  summary: "`use_shared_fs: false` does not reach lists of paths",
  explain: `Only the branch of \`data_path\` passes it on (\`megatron/data/data_utils.py:140-157\`), so that one process of the
whole job builds the index files, and other nodes do not find them. Build or copy them before.`,
  bad: `${EXAMPLE_MODEL}use_shared_fs: false
train_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\n`,
  good: `${EXAMPLE_MODEL}use_shared_fs: false\ndata_path: a\n`,
  says: (launch) =>
    launch.settings.get("use_shared_fs")?.value === false && isGiven(launch, "train_data_paths")
      ? t("use_shared_fs: false does not reach lists of paths: only one node builds their index files.")
      : undefined,
});
