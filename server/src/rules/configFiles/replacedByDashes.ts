import { baseName } from "../../base/baseName";
import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "replaced-by-dashes",
  phase: "args",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls" },
  summary: "A key with a dash silently replaces an earlier value",
  sources: ["megatron/neox_arguments/arguments.py:246-251:from_ymls"],
  explain: `NeoX looks for duplicates under the key as written, but stores it with underscores. A key written with a
dash is therefore never found: the later value silently replaces the earlier one, whichever spelling that had. Remove
one of the two.`,
  bad: {
    files: { "model.yml": yaml`hidden-size: 768`, "local_setup.yml": yaml`hidden-size: 1024` },
  },
  good: {
    files: { "model.yml": yaml`hidden-size: 768`, "local_setup.yml": yaml`data-path: data/enwik8` },
  },
  check(launch, report) {
    for (const { earlier, later, stopsNeoX } of launch.clashes) {
      const sameSpellingInOneFile = earlier.file === later.file && earlier.writtenName === later.writtenName;
      if (stopsNeoX || sameSpellingInOneFile) continue;
      const place = baseName(earlier.file.path);
      report({
        at: { file: later.file, span: later.entry.key.span },
        message: t(
          "This silently replaces {0} of {1}: NeoX finds no duplicate in a key with a dash.",
          later.name,
          place,
        ),
      });
      if (earlier.file !== later.file)
        report({
          at: { file: earlier.file, span: earlier.entry.key.span },
          message: t("{0} silently replaces this value.", baseName(later.file.path)),
          severity: "hint",
        });
    }
  },
});
