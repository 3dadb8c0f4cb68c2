import { t } from "../../base/l10n";
import { DATA_PATHS } from "../../launch/dataSplits";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "data-path-or-paths",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["data_path", ...DATA_PATHS],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "AssertionError" },
  summary: "Either `data_path` or the three lists of paths",
  sources: ["megatron/neox_arguments/arguments.py:1333:validate_values"],
  explain: `NeoX asserts that \`data_path\` is not set beside \`train_data_paths\`, \`valid_data_paths\` and
\`test_data_paths\`.`,
  bad: yaml`
    data_path: data/enwik8
    train_data_paths: [a]
    valid_data_paths: [b]
    test_data_paths: [c]
  `,
  good: yaml`
    train_data_paths: [a]
    valid_data_paths: [b]
    test_data_paths: [c]
  `,
  check(launch, report) {
    if ((launch.get("data_path") ?? null) === null) return;
    if (!DATA_PATHS.every((key) => (launch.get(key) ?? null) !== null)) return;
    report({
      at: "data_path",
      message: t("NeoX refuses data_path beside train_data_paths, valid_data_paths and test_data_paths."),
      fixes: () => [{ title: t("Remove data_path"), preferred: true, remove: ["data_path"] }],
    });
  },
});
