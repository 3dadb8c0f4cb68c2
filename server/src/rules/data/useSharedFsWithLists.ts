import { t } from "../../base/l10n";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "use-shared-fs-with-lists",
  phase: "data",
  severity: "information",
  outcome: "crash",
  evidence: "read",
  keys: ["use_shared_fs", "train_data_paths"],
  neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings", raises: "FileNotFoundError" },
  summary: "`use_shared_fs: false` does not reach lists of paths",
  sources: ["megatron/data/data_utils.py:140-157:build_the_dataset"],
  explain: `Only the branch of \`data_path\` passes it on, so that one process of the whole job builds the index
files, and other nodes do not find them. Build or copy them before.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_shared_fs: false
    train_data_paths: [a]
    valid_data_paths: [b]
    test_data_paths: [c]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_shared_fs: false
    data_path: a
  `,
  message: (launch) =>
    launch.settings.get("use_shared_fs")?.value === false && isGiven(launch, "train_data_paths")
      ? t("use_shared_fs: false does not reach lists of paths: only one node builds their index files.")
      : undefined,
});
