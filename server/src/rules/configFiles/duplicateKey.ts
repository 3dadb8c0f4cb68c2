import { baseName } from "../../base/baseName";
import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Setting } from "../../launch/launch";
import { resolveAlias } from "../../yaml/alias";
import { removeEntry } from "../../yaml/remove";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "duplicate-key",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: "ValueError" },
  summary: "An argument may stand in one file of a launch only",
  sources: ["megatron/neox_arguments/arguments.py:246:from_ymls"],
  explain: `NeoX refuses a key that an earlier file has set. It compares the key as written with what it has stored,
with underscores: so \`log-interval\` followed by \`log_interval\` in one and the same file is refused too, and is
said to come from a file loaded before. Remove one of the two.`,
  bad: {
    files: { "model.yml": yaml`seed: 1`, "local_setup.yml": yaml`seed: 2` },
  },
  good: {
    files: { "model.yml": yaml`seed: 1`, "local_setup.yml": yaml`data_path: data/enwik8` },
  },
  check(launch, report) {
    for (const { earlier, later, kind, stopsNeoX } of launch.clashes) {
      if (!stopsNeoX) continue;
      const message =
        kind === "across-files"
          ? t(
              "{0} is already set in {1}, and NeoX refuses a second one.",
              later.name,
              baseName(earlier.file.path),
            )
          : t(
              "{0} is already set in this file as {1}, and NeoX refuses a second one.",
              later.name,
              earlier.writtenName,
            );
      report({
        at: { file: later.file, span: later.entry.key.span },
        message,
        keys: [later.name],
        operands: [],
        fixes: () => [later, earlier].flatMap(removal),
      });
      if (kind === "across-files")
        report({
          at: { file: earlier.file, span: earlier.entry.key.span },
          message: t("{0} sets it, too, and NeoX refuses a second one.", baseName(later.file.path)),
          keys: [later.name],
          operands: [],
          severity: "hint",
        });
    }
  },
});

/** Takes one of the two out; which of them is meant, only their author knows. */
function removal({ file, entry, writtenName }: Setting): readonly Fix[] {
  const root = file.document.root && resolveAlias(file.document.root);
  if (root?.kind !== "map" || !root.entries.includes(entry)) return [];
  const edits = removeEntry(file.document, root, entry).map((edit) => ({ ...edit, file }));
  return [{ title: t("Remove {0} from {1}", writtenName, baseName(file.path)), edits }];
}
