import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { DATA_PATHS } from "../../launch/dataSplits";
import type { Launch } from "../../launch/launch";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "data-paths-together",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: DATA_PATHS,
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "AssertionError" },
  summary: "`train_data_paths`, `valid_data_paths` and `test_data_paths` come together",
  sources: ["megatron/neox_arguments/arguments.py:1353:validate_values"],
  explain: `NeoX asserts that all three are set or none. The same list may stand in several.`,
  bad: yaml`
    train_data_paths: [data/a]
    valid_data_paths: [data/b]
    test_data_paths: null
  `,
  good: yaml`
    train_data_paths: [data/a]
    valid_data_paths: [data/b]
    test_data_paths: [data/b]
  `,
  check(launch, report) {
    const set = DATA_PATHS.filter((key) => (launch.get(key) ?? null) !== null);
    const missing = DATA_PATHS.filter((key) => isSurelyNull(launch, key));
    const [first] = set;
    if (first === undefined || missing.length === 0) return;
    report({
      at: first,
      message: t(
        "NeoX wants train, valid and test paths together, and {0} is not set.",
        missing.join(t(", ")),
      ),
      fixes: () => [...fillings(launch, first, missing), ...removals(launch, set)],
    });
  },
});

function fillings(launch: Launch, source: string, missing: readonly string[]): Fix[] {
  const paths = launch.named(source);
  if (paths === undefined) return [];
  return [
    {
      title: t("Use the paths of {0} for {1} too", source, missing.join(t(", "))),
      set: Object.fromEntries(missing.map((key) => [key, paths])),
    },
  ];
}

/** Without any of the lists NeoX reads `data_path`. */
function removals(launch: Launch, set: readonly string[]): Fix[] {
  if ((launch.get("data_path") ?? null) === null) return [];
  return [{ title: t("Remove {0}: data_path remains", set.join(t(", "))), remove: set }];
}
