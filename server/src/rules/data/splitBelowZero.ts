import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { pathsIn } from "../../launch/namedFiles";
import { AT_MAIN } from "../../launch/windows";
import { documentSplit, splitParts, sum } from "../../model/data/split";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_DATA, exampleData } from "../kit/exampleData";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "split-below-zero",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["split", "data_path"],
  neox: { at: "megatron/data/gpt2_dataset.py:__init__", raises: "AssertionError" },
  summary: "No part of `split` is below zero",
  sources: [
    "megatron/data/data_utils.py:255-267:get_train_valid_test_split_",
    "megatron/data/gpt2_dataset.py:62-63:__init__",
  ],
  explain: `A negative part takes documents from its neighbours. Where a part then begins before the first document, or ends
after the last, NeoX asserts it without a message.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_DATA}
        split: 90,20,-10
      `,
    },
    loads: { said: "an index of 1000 documents", facts: exampleData },
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_DATA}
        split: 90,5,5
      `,
    },
    loads: { said: "an index of 1000 documents", facts: exampleData },
  },
  isCertain: leavesTheData,
  message: (launch) => {
    const parts = splitParts(launch)?.slice(0, 3);
    if (parts === undefined || parts.some(Number.isNaN) || sum(parts) <= 0) return undefined;
    return parts.some((part) => part < 0) ? t("A part of split is below 0.") : undefined;
  },
});

/** Whether a part with documents begins before the first, or ends after the last. */
function leavesTheData(launch: Launch): boolean {
  const [path] = pathsIn(launch.get("data_path"));
  const documents = path === undefined ? undefined : launch.loads.datasets.get(path)?.index?.documents;
  const parts = splitParts(launch);
  const bounds = documents && parts && documentSplit(parts, documents);
  if (!documents || !bounds || !isTraining(launch)) return false;
  const pairs = bounds.slice(1).map((to, at) => [bounds[at] ?? 0, to] as const);
  return pairs.some(([from, to]) => to > from && (from < 0 || to > documents));
}
