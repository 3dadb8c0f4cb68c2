import { t } from "../../l10n";
import { defineRule } from "../rule";

export default defineRule({
  id: "yaml-syntax",
  phase: "load",
  severity: "error",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: "ParserError" },
  summary: "PyYAML cannot read the file",
  explain: `NeoX reads a config with PyYAML, a YAML 1.1 parser, also when its name ends in \`.json\`
(\`megatron/neox_arguments/arguments.py:241\`). Where PyYAML stops, NeoX stops: a tab for indentation, a missing comma
between braces, an unclosed bracket, an unknown alias, a plain value that begins with \`@\`, \`%\` or a backquote.`,
  bad: "hidden_size: 768\n\tnum_layers: 12\n",
  good: "hidden_size: 768\nnum_layers: 12\n",
  check(launch, report) {
    for (const file of launch.files) {
      for (const { message, span, raises } of file.document.problems) {
        report({
          at: { file, span },
          message: t("PyYAML cannot read this: {0}", message),
          neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises },
        });
      }
    }
  },
});
