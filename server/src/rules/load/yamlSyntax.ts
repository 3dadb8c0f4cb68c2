import { t } from "../../l10n";
import type { ConfigFile } from "../../launch/launch";
import { applyEdits } from "../../yaml/edit";
import { readYaml } from "../../yaml/read";
import type { YamlProblem } from "../../yaml/tree";
import { defineRule, type Fix } from "../rule";

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
      for (const problem of file.document.problems) {
        report({
          at: { file, span: problem.span },
          message: t("PyYAML cannot read this: {0}", problem.message),
          neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: problem.raises },
          fixes: () => fixes(file, problem),
        });
      }
    }
  },
});

/** The forgotten comma, where PyYAML then reads on; when it comes to no end, a brace was forgotten instead. */
function fixes(file: ConfigFile, { missingComma, span }: YamlProblem): readonly Fix[] {
  if (missingComma === undefined) return [];
  const edit = { span: { start: missingComma, end: missingComma }, newText: "," };
  const text = applyEdits(file.document.text, [edit]);
  const [next] = readYaml(text).problems;
  const readsOn = next === undefined || next.span.start > span.end + edit.newText.length;
  const comesToNoEnd = next !== undefined && next.span.start >= text.trimEnd().length;
  if (!readsOn || comesToNoEnd) return [];
  return [{ title: t("Add the missing comma"), preferred: true, edits: [{ ...edit, file }] }];
}
