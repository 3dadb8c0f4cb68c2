import { inOneLine } from "../base/visible";

/**
 * Text from elsewhere as Markdown that shows it as it is: no links, pictures or HTML come of it. Every mark is escaped,
 * also those that make a bare address a link; lines stay lines.
 */
export function plainText(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/[!-/:-@[-`{-~]/g, "\\$&"))
    .join("  \n")
    .replace(/( {2}\n){2,}/g, "\n\n");
}

/** Text from elsewhere as inline code, in one line: backticks and line breaks would end it. */
export function code(text: string): string {
  return `\`${inOneLine(text).replaceAll("`", "'")}\``;
}
