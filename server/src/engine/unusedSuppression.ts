import { nearestName } from "../arguments/suggestName";
import { t } from "../base/l10n";
import type { Steps } from "../base/steps";
import type { DirectiveWord } from "../launches/comments/directive";
import { blanksBefore, lineEndAt, lineStartAt, nextLineAt, startsLine } from "../yaml/layout";
import type { FileEdit, Report, Rule } from "./rule";
import { COMMENTS_IN_A_STEP, canBeSuppressed, type SuppressedLines, type Suppression } from "./suppression";

/** What is left of the suppressions once all rules have spoken. Its findings come from the runner. */
export const unusedSuppression: Rule = {
  id: "unused-suppression",
  phase: "load",
  severity: "warning",
  outcome: "style",
  evidence: "ran",
  keys: [],
  safeFix: true,
  neox: { at: "" },
  tag: "unnecessary",
  summary: "A suppression comment that suppresses nothing.",
  explain: [
    "`# neox-config: ignore rule-id` silences a rule on its line, or on the line below it.",
    "When the rule has nothing to say there (the value was mended, or the id is misspelt), the comment only",
    "hides what may come later. NeoX itself never reads comments.",
  ].join("\n"),
  bad: "hidden_size: 5120 # neox-config: ignore heads-divide-hidden\nnum_attention_heads: 40\n",
  good: "hidden_size: 5120\nnum_attention_heads: 40\n",
  check() {},
};

/** An id of a comment that met no finding. */
export interface UnusedId {
  readonly suppression: Suppression;
  readonly id: DirectiveWord;
}

/** The first of them, without those of rules that did not come to an end; in steps, one for a thousand comments. */
export function* unusedIds(
  suppressions: readonly Suppression[],
  lines: SuppressedLines,
  unfinished: ReadonlySet<string>,
  most: number,
): Steps<UnusedId[]> {
  const found: UnusedId[] = [];
  for (const [index, suppression] of suppressions.entries()) {
    if (index % COMMENTS_IN_A_STEP === 0) yield;
    for (const id of lines.unusedOf(suppression)) {
      if (!unfinished.has(id.text)) found.push({ suppression, id });
      if (found.length === most) return found;
    }
  }
  return found;
}

/** That an id does nothing, with its removal as the fix and, for a misspelt one, what was meant. */
export function unusedReport({ suppression, id }: UnusedId, rules: readonly Rule[]): Report {
  const { file, comment } = suppression;
  const { text, span } = id;
  const isKnown = rules.some((rule) => rule.id === text);
  const meant = isKnown ? undefined : nearestRule(text, rules);
  const remove = { title: t("Remove {0} from the comment", text), edits: [removal(suppression, id)] };
  const replace = meant !== undefined && {
    title: t("Replace {0} by {1}", text, meant),
    edits: [{ file, span, newText: meant }],
  };
  return {
    at: { file, span: comment.span },
    message: unusedMessage(text, isKnown, meant),
    fixes: () => (replace ? [replace, remove] : [remove]),
  };
}

function unusedMessage(id: string, isKnown: boolean, meant: string | undefined): string {
  if (!canBeSuppressed(id)) return t("No comment suppresses {0}.", id);
  if (isKnown) return t("Rule {0} reports nothing here, so this comment suppresses nothing.", id);
  if (meant === undefined) return t("There is no rule {0}, so this comment suppresses nothing.", id);
  return t("There is no rule {0}, so this comment suppresses nothing. Did you mean {1}?", id, meant);
}

function nearestRule(id: string, rules: readonly Rule[]): string | undefined {
  const underscored = (name: string) => name.replaceAll("-", "_");
  const near = nearestName(
    underscored(id),
    rules.map((rule) => underscored(rule.id)),
  );
  return rules.find((rule) => underscored(rule.id) === near)?.id;
}

/** Takes one id out of the comment, or the whole comment with the blanks before it when it was the only one. */
function removal({ file, comment, ids }: Suppression, id: DirectiveWord): FileEdit {
  const { text } = file.document;
  const { span } = comment;
  if (ids.length > 1)
    return { file, span: { start: blanksBefore(text, id.span.start), end: id.span.end }, newText: "" };
  // What is no blank in YAML belongs to the value.
  if (!startsLine(text, span.start))
    return { file, span: { start: blanksBefore(text, span.start), end: span.end }, newText: "" };
  const end = nextLineAt(text, lineEndAt(text, span.end));
  return { file, span: { start: lineStartAt(text, span.start), end }, newText: "" };
}
