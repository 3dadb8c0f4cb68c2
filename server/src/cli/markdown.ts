import { withoutControls } from "../base/visible";
import type { Colors } from "./io";

/** The little Markdown that rules and documentation use, for a terminal. */
export function renderMarkdown(markdown: string, colors: Colors): string {
  return withoutControls(markdown)
    .replace(/\[([^[\]]+)\]\([^()\s]+\)/g, "$1")
    .replace(/\*\*(.+?)\*\*/g, (_, text: string) => colors.bold(text))
    .replace(/`([^`\n]+)`/g, (_, text: string) =>
      colors.isColorSupported ? colors.cyan(text) : `\`${text}\``,
    );
}
