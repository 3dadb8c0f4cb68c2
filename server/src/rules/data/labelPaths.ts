import { t } from "../../base/l10n";
import { isSettled } from "../../model/certainty";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { asListsWithLabels } from "../kit/pathLists";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { SINCE_LABELS } from "./labels";

/** The argument's names, with the versions that assert it. */
const NAMES = [
  { key: "train_label_data_paths", holds: SINCE_LABELS },
  { key: "label_data_paths", holds: { from: "2023-10-03", until: "2024-08-27", fixedBy: "c7863673" } },
] as const;

export default defineRule({
  id: "label-paths",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["train_label_data_paths", "train_data_paths", "data_path"],
  holds: SINCE_LABELS,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "`train_label_data_paths` goes with `train_data_paths`",
  sources: ["megatron/neox_arguments/arguments.py:1176:calculate_derived"],
  explain: `Labels are read beside the lists of paths; NeoX asserts that \`train_data_paths\` is set and \`data_path\`
is not.`,
  bad: yaml`
    train_label_data_paths: [labels]
    data_path: data/enwik8
  `,
  good: yaml`
    train_label_data_paths: [labels]
    train_data_paths: [a]
    valid_data_paths: [b]
    test_data_paths: [c]
  `,
  check(launch, report) {
    for (const { key, holds } of NAMES) {
      if (launch.catalogue.get(key) === undefined || !truthy(launch.get(key) ?? null)) continue;
      const lacksPaths =
        isSettled(launch, "train_data_paths") && !truthy(launch.get("train_data_paths") ?? null);
      const hasPath = truthy(launch.get("data_path") ?? null);
      if (!lacksPaths && !hasPath) continue;
      report({
        at: key,
        message: t("{0} must go with train_data_paths, and not with data_path.", key),
        holds,
        fixes: () => {
          const lists = asListsWithLabels(launch, launch.get(key) ?? null);
          const isNamed = launch.settings.has("train_data_paths");
          return [
            ...(lists ? [{ ...lists, preferred: lacksPaths }] : []),
            lacksPaths ? removeKey(key, false) : removeKey("data_path", isNamed),
          ];
        },
      });
    }
  },
});
