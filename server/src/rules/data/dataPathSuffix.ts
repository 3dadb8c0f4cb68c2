import { t } from "../../base/l10n";
import { SPLITS } from "../../launch/dataSplits";
import type { Launch } from "../../launch/launch";
import { hasIndexSuffix } from "../../launch/namedFiles";
import { AT_MAIN } from "../../launch/windows";
import { isList } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** Every argument that holds a prefix of data, or a list of them. */
const PREFIXES = [
  "data_path",
  ...SPLITS.flatMap((split) =>
    ["", "pos_", "neg_"].flatMap((side) => [
      `${side}${split}_data_paths`,
      `${side}${split}_label_data_paths`,
    ]),
  ),
];

export default defineRule({
  id: "data-path-suffix",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: PREFIXES,
  neox: { at: "megatron/data/data_utils.py:build_train_valid_test_datasets", raises: "AttributeError" },
  summary: "A data path has no `.bin` or `.idx`",
  sources: ["megatron/data/indexed_dataset.py:63:make_dataset"],
  explain: `NeoX adds both suffixes to the path, does not find the file, and stops with \`'NoneType' object has no
attribute 'sizes'\`. Seen by running NeoX's own loaders.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    data_path: data/enwik8_text_document.bin
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    data_path: data/enwik8_text_document
  `,
  check(launch, report) {
    for (const key of PREFIXES) {
      const path = suffixedPath(launch, key);
      if (path === undefined) continue;
      report({
        at: key,
        keys: [key],
        message: t("NeoX adds .bin and .idx to {0} itself; leave the suffix out.", path),
        fixes: () =>
          launch.named(key) === path ? [{ ...setValue(key, path.slice(0, -4)), keepsMeaning: true }] : [],
      });
    }
  },
});

function suffixedPath(launch: Launch, key: string): string | undefined {
  const value = launch.settings.get(key)?.value;
  const paths = isList(value) ? value : [value];
  return paths.find((it): it is string => typeof it === "string" && hasIndexSuffix(it));
}
