import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { asLists } from "../kit/pathLists";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "label-paths-beside-data-path",
  phase: "train",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["label_data_paths", "data_path", "train_data_paths"],
  holds: { until: "2023-10-03" },
  neox: { at: "megatron/training.py:get_batch", raises: "KeyError" },
  summary: "Before 2023-10-03, labels beside `data_path` stop the first batch",
  explain: `Labels are read beside the lists of paths only, and every batch asks for them as soon as \`label_data_paths\` is
set. Since 2023-10-03 NeoX asserts it (\`label-paths\`).`,
  bad: {
    files: {
      "data.yml": yaml`
      label_data_paths: [labels]
      data_path: data/enwik8
    `,
    },
    neox: "2023-07-13",
  },
  good: {
    files: {
      "data.yml": yaml`
      label_data_paths: [labels]
      train_data_paths: [a]
      valid_data_paths: [b]
      test_data_paths: [c]
    `,
    },
    neox: "2023-07-13",
  },
  message: (launch) => {
    if (launch.catalogue.get("label_data_paths") === undefined) return undefined;
    const isSet = (name: "label_data_paths" | "data_path" | "train_data_paths") =>
      truthy(launch.named(name) ?? null);
    return isSet("label_data_paths") && isSet("data_path") && !isSet("train_data_paths")
      ? t(
          "Labels are read beside train_data_paths only: the first batch looks for a label that is not there, and stops.",
        )
      : undefined;
  },
  fixes: splitLists,
});

/** The one path as the list of each split. */
function splitLists(launch: Launch): readonly Fix[] {
  const path = launch.get("data_path");
  const fix = typeof path === "string" ? asLists(launch, [path]) : undefined;
  const title = t("Make data_path the lists of paths");
  return fix === undefined ? [] : [{ ...fix, title, preferred: false, keepsMeaning: false }];
}
