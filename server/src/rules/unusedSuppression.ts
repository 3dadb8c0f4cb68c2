import { t } from "../l10n";
import { defineRule, type FileEdit, type Report, type Rule } from "./rule";
import type { SuppressedLines, Suppression } from "./suppression";

/** What is left of the suppressions once all rules have spoken. Its findings come from the runner. */
export const unusedSuppression = defineRule({
  id: "unused-suppression",
  phase: "load",
  severity: "warning",
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
});

/** Each id of a suppression that met no finding, with its removal as the fix. */
export function unusedSuppressions(
  suppressions: readonly Suppression[],
  lines: SuppressedLines,
  rules: readonly Rule[],
): { readonly id: string; readonly report: Report }[] {
  const known = new Set(rules.map((rule) => rule.id));
  return suppressions.flatMap((suppression) =>
    lines.unusedOf(suppression).map((id) => ({ id, report: unusedReport(suppression, id, known.has(id)) })),
  );
}

function unusedReport(suppression: Suppression, id: string, isKnown: boolean): Report {
  return {
    at: { file: suppression.file, span: suppression.comment.span },
    message: isKnown
      ? t("Rule {0} reports nothing here, so this comment suppresses nothing.", id)
      : t("There is no rule {0}, so this comment suppresses nothing.", id),
    fixes: () => [{ title: t("Remove {0} from the comment", id), edits: [removal(suppression, id)] }],
  };
}

/** Takes one id out of the comment, or the whole comment with the blanks before it when it was the only one. */
function removal({ file, comment, ids }: Suppression, id: string): FileEdit {
  const { text } = file.document;
  const { span } = comment;
  if (ids.length > 1) {
    const written = text
      .slice(span.start, span.end)
      .replace(new RegExp(`(?<!\\s)\\s+${id}(?![a-z0-9-])`), "");
    return { file, span, newText: written };
  }
  const lineStart = text.lastIndexOf("\n", span.start - 1) + 1;
  const before = text.slice(lineStart, span.start);
  const alone = before.trim() === "";
  const start = alone ? lineStart : lineStart + before.trimEnd().length;
  const end = alone && text[span.end] === "\n" ? span.end + 1 : span.end;
  return { file, span: { start, end }, newText: "" };
}
