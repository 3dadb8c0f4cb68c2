import { t } from "../../base/l10n";
import { type Looks, looksOfReading } from "../../engine/looks";
import type { Fix } from "../../engine/rule";
import type { ConfigFile } from "../../launch/launch";
import { applyEdits, type TextEdit } from "../../yaml/edit";
import { missingClosers } from "../../yaml/missingClosers";
import { LONGEST_READ_ANEW, problemOf } from "../../yaml/read";
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
          fixes: (looks) => fixes(file, problem, looks),
        });
      }
    }
  },
});

/** What mends a slip, where PyYAML then reads on; when it comes to no end, a brace was forgotten instead. */
function fixes(file: ConfigFile, problem: YamlProblem, looks: Looks): readonly Fix[] {
  const { text } = file.document;
  if (text.length > LONGEST_READ_ANEW || !looks.allows(looksOfReading(text.length))) return [];
  const { slips, readsInTheEnd } = mendingOf(file.document, problem, looks);
  if (slips.length === 0) return closing(file);
  return slips.map(({ title, edit }) => ({ title, preferred: readsInTheEnd, edits: [{ ...edit, file }] }));
}

/** What one edit mends, with the text after it, and what stops PyYAML further on. */
interface Slip {
  readonly title: string;
  readonly edit: TextEdit;
  readonly text: string;
  readonly next: YamlProblem | undefined;
}

interface Mending {
  readonly slips: readonly Slip[];
  /** Whether PyYAML reads the text when one slip after the other is mended: else a comma may be what is not missing. */
  readonly readsInTheEnd: boolean;
}

/** Several ask for the fixes of one finding. */
const knownMendings = new WeakMap<YamlDocument, Mending>();

function mendingOf(document: YamlDocument, problem: YamlProblem, looks: Looks): Mending {
  const known = knownMendings.get(document);
  if (known !== undefined) return known;
  const slips = [...slipsAt(document.text, problem, looks)];
  const [first] = slips;
  const mending = { slips, readsInTheEnd: first !== undefined && readsWithout(first, looks) };
  knownMendings.set(document, mending);
  return mending;
}

/** The edits at a problem behind which PyYAML reads on; each is tried when it is asked for. */
function* slipsAt(text: string, { missingComma, span }: YamlProblem, looks: Looks): Iterable<Slip> {
  const comma = missingComma === undefined ? undefined : { start: missingComma, end: missingComma };
  const slips = [
    { title: t("Add the missing comma"), edit: comma && { span: comma, newText: "," } },
    { title: t("Add the missing space"), edit: missingSpace(text, span.start) },
    { title: t("Indent like the line before"), edit: sameIndentation(text, span.start) },
  ];
  for (const { title, edit } of slips) {
    if (edit === undefined) continue;
    const mended = applyEdits(text, [edit]);
    looks.add(looksOfReading(mended.length));
    const next = problemOf(mended);
    const added = edit.newText.length - (edit.span.end - edit.span.start);
    const readsOn = next === undefined || isBetween(next.span.start, span.end + added, mended);
    if (readsOn) yield { title, edit, text: mended, next };
  }
}

/** Whether a place is behind another, and not at the end of a text. */
function isBetween(place: number, start: number, text: string): boolean {
  return place > start && place < text.trimEnd().length;
}

/** Slips of one file: who makes more of them mends it by hand. */
const MOST_SLIPS = 10;

/** Characters that are read to mend one slip after the other: of a long text few are tried. */
const MOST_READ = 500_000;

/** Whether PyYAML reads what is left after a slip, once the others are mended as well. */
function readsWithout(first: Slip, looks: Looks): boolean {
  let slip = first;
  const most = Math.min(MOST_SLIPS, MOST_READ / first.text.length);
  for (let slips = 1; slip.next !== undefined && slips < most; slips++) {
    if (!looks.allows(looksOfReading(slip.text.length))) break;
    const [following] = slipsAt(slip.text, slip.next, looks);
    if (following === undefined) break;
    slip = following;
  }
  return slip.next === undefined || closersOf(slip.text).length > 0;
}

/** Closes what is open, where that is all that is missing. */
function closing(file: ConfigFile): readonly Fix[] {
  const edits = closersOf(file.document.text);
  if (edits.length === 0) return [];
  const title = t("Add the missing {0}", edits.map(({ closer }) => closer).join(" "));
  return [{ title, preferred: true, edits: edits.map((edit) => ({ ...edit, file })) }];
}

/** The closing brackets with which PyYAML reads a text; none where that takes more. */
function closersOf(text: string): ReturnType<typeof missingClosers> {
  const edits = missingClosers(text);
  return edits.length > 0 && problemOf(applyEdits(text, edits)) === undefined ? edits : [];
}
