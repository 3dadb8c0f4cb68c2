import { baseName } from "../../base/baseName";
import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "same-file-name",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: "AssertionError" },
  summary: "Two files of a launch may not have the same name",
  sources: ["megatron/neox_arguments/arguments.py:259:from_ymls"],
  explain: `NeoX saves the config files beside each checkpoint, all in one folder, and so refuses two of the same name
even from different folders. Rename one.`,
  bad: { files: { "a/model.yml": yaml`num_layers: 12`, "b/model.yml": yaml`seed: 1` } },
  good: { files: { "a/model.yml": yaml`num_layers: 12`, "b/setup.yml": yaml`seed: 1` } },
  check(launch, report) {
    const names = launch.files.map((file) => baseName(file.path));
    for (const [index, file] of launch.files.entries()) {
      const name = baseName(file.path);
      if (names.indexOf(name) === index) continue;
      const end = file.document.text.search(/[\r\n]|$/);
      report({
        at: { file, span: { start: 0, end } },
        message: t("Another file of this launch is called {0} too, and NeoX refuses that.", name),
      });
    }
  },
});
