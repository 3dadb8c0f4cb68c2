import { t } from "../../base/l10n";
import type { Dataset, DatasetProblem } from "../../datasets/dataset";
import type { Launch } from "../../launch/launch";
import { namedData } from "../../model/data/namedData";
import { isInference } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_DATA, exampleData } from "../kit/exampleData";

export default defineRule({
  id: "data-unreadable",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["data_path", "data_impl"],
  neox: { at: "megatron/data/indexed_dataset.py:__init__", raises: "AssertionError" },
  summary: "The data is no index that NeoX can open",
  explain: `With \`data_impl: mmap\` the index must begin with \`MMIDIDX\`, be of version 1 and of a type that numpy has, and be as
long as it says; the data beside it must not be empty. \`preprocess_data.py --dataset-impl mmap\` writes such files; those of
\`lazy\` and \`cached\` begin with \`TNTIDX\`, and NeoX opens them no more. A shorter index was cut in a copy. Seen by running
NeoX's own loaders.`,
  bad: {
    files: { "model.yml": EXAMPLE_DATA },
    loads: { said: "an index that was cut", facts: () => exampleData({ problem: CUT }) },
  },
  good: {
    files: { "model.yml": EXAMPLE_DATA },
    loads: { said: "an index of 1000 documents", facts: exampleData },
  },
  check(launch, report) {
    if (isInference(launch)) return;
    for (const { key, dataset } of namedData(launch)) {
      const message = messageOf(launch, dataset);
      if (message !== undefined) report({ at: key, keys: [key], message });
    }
  },
});

const CUT: DatasetProblem = { kind: "cut", expected: 20_042, actual: 10_000 };

function messageOf(launch: Launch, dataset: Dataset): string | undefined {
  const { prefix, problem, index } = dataset;
  switch (launch.derivation.get("data_impl")) {
    case "mmap":
      if (index?.format === "cached")
        return t(
          "{0} was made with --dataset-impl lazy or cached, and data_impl is mmap: make it again.",
          prefix,
        );
      return problem && PROBLEMS[problem.kind](prefix, problem);
    case "cached":
      return index === undefined && problem === undefined
        ? undefined
        : t("NeoX opens no data with data_impl cached: {0} must be made and read as mmap.", prefix);
    default:
      return undefined;
  }
}

type Says = (prefix: string, problem: DatasetProblem) => string;

const PROBLEMS: Readonly<Record<DatasetProblem["kind"], Says>> = {
  "no-index-file": (prefix) => t("{0}.idx is no index of NeoX's.", prefix),
  cut: (prefix, problem) =>
    problem.kind === "cut"
      ? t("{0}.idx is cut: it has {1} bytes, and should have {2}.", prefix, problem.actual, problem.expected)
      : "",
  version: (prefix) => t("{0}.idx is an index of another version.", prefix),
  type: (prefix, problem) =>
    problem.kind === "type"
      ? t("{0}.idx says that its tokens have type {1}, which there is not.", prefix, problem.code)
      : "",
  "no-data": (prefix) => t("{0}.bin is empty.", prefix),
};
