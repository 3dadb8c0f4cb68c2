import { cut } from "../../base/cut";
import { t } from "../../base/l10n";
import type { ConvertsAnswer, ReasonJson } from "./answer";

/** A conversion for a terminal, as Markdown: how it ends, why, and what to do. */
export function convertsText(answer: ConvertsAnswer): string {
  const { type, message, at, reasons, command } = answer;
  const exception =
    type === null
      ? []
      : [`  ${type}: ${firstLines(message ?? "")}`, ...(at === null ? [] : [`  ${t("In {0}.", at)}`])];
  const harms = reasons.filter(({ harmless }) => !harmless);
  const notes = reasons.filter(({ harmless }) => harmless);
  const parts = [
    `**${headline(answer)}**`,
    exception.join("\n"),
    harms.map(reasonText).join("\n"),
    notes.length === 0 ? "" : [t("Also:"), ...notes.map(reasonText)].join("\n"),
    command,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function headline({ converts, equal, type, transformers }: ConvertsAnswer): string {
  if (!converts) return t("The converter stops.");
  if (type !== null) return t("It converts, and NeoX cannot load what is written.");
  return equal
    ? t("It converts, and the model computes the same (transformers {0}).", transformers)
    : t(
        "It converts without a word, and the model computes something else (transformers {0}).",
        transformers,
      );
}

/** Torch tells every tensor that does not fit; the rest is in the JSON. */
const MOST_LINES = 4;
const LONGEST_LINE = 240;

function firstLines(message: string): string {
  const lines = message.split("\n").map((line) => cut(line, LONGEST_LINE));
  return (lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), "\t…"] : lines).join("\n  ");
}

function reasonText({ keys, reason, remedy }: ReasonJson): string {
  const subject = keys.length === 0 ? "" : `\`${keys.join(", ")}\`: `;
  return `- ${subject}${reason}\n  ${remedy}`;
}
