import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { ConfigFile } from "../../launch/launch";
import { applyEdits, type TextEdit } from "../../yaml/edit";
import { missingClosers } from "../../yaml/missingClosers";
import { LONGEST_READ_ANEW, readYaml } from "../../yaml/read";
import { missingSpace, sameIndentation } from "../../yaml/repair";
import type { YamlDocument, YamlProblem } from "../../yaml/tree";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "yaml-syntax",
  phase: "load",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: "ParserError" },
  summary: "PyYAML cannot read the file",
  sources: ["megatron/neox_arguments/arguments.py:241:from_ymls"],
  explain: `NeoX reads a config with PyYAML, a YAML 1.1 parser, also when its name ends in \`.json\`. Where PyYAML
stops, NeoX stops: a tab for indentation, a missing comma between braces, an unclosed bracket, an unknown alias, a
plain value that begins with \`@\`, \`%\` or a backquote.`,
  bad: "hidden_size: 768\n\tnum_layers: 12\n",
  good: yaml`
    hidden_size: 768
    num_layers: 12
  `,
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

/** What mends a slip, where PyYAML then reads on; when it comes to no end, a brace was forgotten instead. */
function fixes(file: ConfigFile, problem: YamlProblem): readonly Fix[] {
  const { text } = file.document;
  if (text.length > LONGEST_READ_ANEW) return [];
  const slips = slipsAt(text, problem);
  if (slips.length === 0) return closing(file);
  const preferred = readsInTheEnd(file.document);
  return slips.map(({ title, edit }) => ({ title, preferred, edits: [{ ...edit, file }] }));
}

interface Slip {
  readonly title: string;
  readonly edit: TextEdit;
}

function slipsAt(text: string, { missingComma, span }: YamlProblem): readonly Slip[] {
  const comma = missingComma === undefined ? undefined : { start: missingComma, end: missingComma };
  const slips = [
    { title: t("Add the missing comma"), edit: comma && { span: comma, newText: "," } },
    { title: t("Add the missing space"), edit: missingSpace(text, span.start) },
    { title: t("Indent like the line before"), edit: sameIndentation(text, span.start) },
  ];
  return slips.flatMap(({ title, edit }) => {
    if (edit === undefined) return [];
    const added = edit.newText.length - (edit.span.end - edit.span.start);
    return readsOn(applyEdits(text, [edit]), span.end + added) ? [{ title, edit }] : [];
  });
}

/** Slips of one file: who makes more of them mends it by hand. */
const MOST_SLIPS = 10;

const knownEnds = new WeakMap<YamlDocument, boolean>();

/** Whether PyYAML reads a text when one slip after the other is mended: else a comma may be what is not missing. */
function readsInTheEnd(document: YamlDocument): boolean {
  const known = knownEnds.get(document) ?? readsWithout(document.text, MOST_SLIPS);
  knownEnds.set(document, known);
  return known;
}

function readsWithout(text: string, slips: number): boolean {
  const [problem] = readYaml(text).problems;
  if (problem === undefined) return true;
  const [slip] = slips > 0 ? slipsAt(text, problem) : [];
  if (slip !== undefined) return readsWithout(applyEdits(text, [slip.edit]), slips - 1);
  const closers = missingClosers(text);
  return closers.length > 0 && readYaml(applyEdits(text, closers)).problems.length === 0;
}

/** Closes what is open, where that is all that is missing. */
function closing(file: ConfigFile): readonly Fix[] {
  const { text } = file.document;
  const edits = missingClosers(text);
  if (edits.length === 0 || readYaml(applyEdits(text, edits)).problems.length > 0) return [];
  const title = t("Add the missing {0}", edits.map(({ closer }) => closer).join(" "));
  return [{ title, preferred: true, edits: edits.map((edit) => ({ ...edit, file })) }];
}

/** Whether nothing stops PyYAML before or at `offset`, nor at the end. */
function readsOn(text: string, offset: number): boolean {
  const [next] = readYaml(text).problems;
  return next === undefined || (next.span.start > offset && next.span.start < text.trimEnd().length);
}
