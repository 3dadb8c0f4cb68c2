import { t } from "../../base/l10n";
import type { ConfigFile } from "../../launch/launch";
import { typeName } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "config-mapping",
  phase: "load",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: "AttributeError" },
  summary: "A config file must be a mapping",
  sources: ["megatron/neox_arguments/arguments.py:245:from_ymls"],
  explain: `NeoX asks what it read for its items, which only a mapping has. An empty file, one with comments only, a
list or a single value stop it with an AttributeError that names no file. Leave an empty file off the command line.`,
  bad: yaml`- hidden_size: 768`,
  good: yaml`hidden_size: 768`,
  check(launch, report) {
    for (const file of launch.files) {
      const { root, problems } = file.document;
      // NeoX never comes to the items of what PyYAML could not read.
      if (problems.length > 0 || root?.kind === "map") continue;
      const type = root === undefined ? "NoneType" : typeName(root.value);
      report({
        at: { file, span: root?.span ?? firstLine(file) },
        message: t(
          "NeoX needs a mapping of arguments here and stops: '{0}' object has no attribute 'items'.",
          type,
        ),
      });
    }
  },
});

function firstLine({ document }: ConfigFile) {
  return { start: 0, end: document.text.search(/[\r\n]|$/) };
}
