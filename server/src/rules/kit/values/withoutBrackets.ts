/** What a text says of a tuple or a list as Python writes it, without what is around. */
export function withoutBrackets(text: string): string {
  const isInBrackets = ["()", "[]"].some(
    ([open = "", close = ""]) => text.startsWith(open) && text.endsWith(close),
  );
  return isInBrackets ? text.slice(1, -1) : text;
}
