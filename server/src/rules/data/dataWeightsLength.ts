import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { SPLITS } from "../../launch/dataSplits";
import type { Launch } from "../../launch/launch";
import { isList, type PythonValue } from "../../yaml/value";
import { crashesOf } from "../kit/crashes";
import { defineRule } from "../kit/defineRule";
import { removeKeys } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "data-weights-length",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: SPLITS.flatMap((split) => [`${split}_data_weights`, `${split}_data_paths`]),
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "AssertionError" },
  summary: "One weight for each data path",
  sources: ["megatron/neox_arguments/arguments.py:1357-1362:validate_values"],
  explain: `\`train_data_weights\` must be as long as \`train_data_paths\`, likewise for valid and test. Without
weights every path counts the same; an empty list of paths has none at all, and ends in a TypeError.`,
  bad: yaml`
    train_data_paths: [a, b]
    valid_data_paths: [c]
    test_data_paths: [c]
    train_data_weights: [1.0]
  `,
  good: yaml`
    train_data_paths: [a, b]
    valid_data_paths: [c]
    test_data_paths: [c]
    train_data_weights: [1.0, 2.0]
  `,
  check(launch, report) {
    for (const split of SPLITS) {
      const [pathsKey, weightsKey] = [`${split}_data_paths`, `${split}_data_weights`];
      const [paths, weights] = [launch.named(pathsKey), launch.derivation.get(weightsKey)];
      if (!isList(paths) || !isList(weights) || paths.length === weights.length) continue;
      report({
        at: weightsKey,
        message: t(
          "{0} has {1} weights for the {2} paths of {3}.",
          weightsKey,
          weights.length,
          paths.length,
          pathsKey,
        ),
        keys: [weightsKey, pathsKey],
        operands: [pathsKey],
        fixes: () => (paths.length === 0 ? withoutEmptyLists(launch) : [withoutWeights(weightsKey)]),
      });
    }
    for (const { keys, at, type, message } of crashesOf(launch, "data-weights-length")) {
      const [key = ""] = keys;
      report({
        at: key,
        message: t("{0} is empty, so that it has no weights and NeoX stops: {1}.", key, message),
        keys: [key],
        neox: { at, raises: type },
        fixes: () => withoutEmptyLists(launch),
      });
    }
  },
});

function withoutWeights(key: string): Fix {
  return { title: t("Remove {0}: every path counts the same", key), preferred: true, remove: [key] };
}

/**
 * Lists without a path say nothing, but NeoX weighs their paths. All three come together: without any it reads
 * `data_path`, and what trains can be evaluated on too.
 */
function withoutEmptyLists(launch: Launch): readonly Fix[] {
  const isFilled = (split: string) => !isEmptyList(launch.named(`${split}_data_paths`) ?? []);
  const [filled, empty] = [SPLITS.filter(isFilled), SPLITS.filter((split) => !isFilled(split))];
  const lists = empty.map((split) => `${split}_data_paths`);
  const weights = empty.map((split) => `${split}_data_weights`).filter((key) => launch.settings.has(key));
  if (filled.length === 0)
    return [removeKeys([...lists.filter((key) => launch.settings.has(key)), ...weights])];
  const paths = filled.includes("train") ? launch.get("train_data_paths") : undefined;
  if (paths === undefined) return [];
  const title = t("Use the paths of {0} for {1} too", "train_data_paths", lists.join(t(", ")));
  return [{ title, set: Object.fromEntries(lists.map((key) => [key, paths])), remove: weights }];
}

function isEmptyList(value: PythonValue): boolean {
  return value === null || (isList(value) && value.length === 0);
}
