/** More lines of an example nobody reads. */
const MOST_LINES = 40;

/** An example as shown: of a long one the first lines, and how many follow. */
export function shortExample(text: string): string {
  const lines = text.trim().split("\n");
  if (lines.length <= MOST_LINES) return lines.join("\n");
  return [...lines.slice(0, 10), `# ... ${lines.length - 10} more lines`].join("\n");
}
