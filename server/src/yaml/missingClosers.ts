import type { TextEdit } from "./edit";

interface Opener {
  readonly closer: "}" | "]";
  readonly line: number;
  /** Blanks before the line that it stands on. */
  readonly indentation: number;
}

/**
 * Edits that close what a text leaves open. A brace whose line is not indented less than a later line of the same
 * collection was left open before that line; what is open at the end is closed there.
 */
export function missingClosers(text: string): readonly (TextEdit & { readonly closer: string })[] {
  const edits: (TextEdit & { readonly closer: string })[] = [];
  const open: Opener[] = [];
  let [line, indentation, last, isLineStart] = [0, 0, 0, true];
  const insert = (offset: number, closer: string, newText = closer) =>
    edits.push({ span: { start: offset, end: offset }, newText, closer });
  for (const { offset, part } of partsOf(text)) {
    if (part === "\n") {
      [line, indentation, isLineStart] = [line + 1, 0, true];
      continue;
    }
    if (/^[ \t]/.test(part)) {
      if (isLineStart) indentation = part.length;
      continue;
    }
    if (part.startsWith("#")) continue;
    const isCloser = part === "}" || part === "]";
    if (isLineStart)
      for (let top = open.at(-1); top && open.length > 1 && top.line < line; top = open.at(-1)) {
        if (isCloser ? top.indentation <= indentation : top.indentation < indentation) break;
        insert(text[last - 1] === "," ? last - 1 : last, top.closer);
        open.pop();
      }
    isLineStart = false;
    if (part === "{" || part === "[") open.push({ closer: part === "{" ? "}" : "]", line, indentation });
    else if (isCloser && open.pop()?.closer !== part) return [];
    last = offset + part.length;
  }
  const end = text.trimEnd().length;
  const lastLine = text.slice(0, end).split("\n").length - 1;
  for (const { closer, line: opened } of open.reverse())
    insert(end, closer, opened === line || opened === lastLine ? closer : `\n${closer}`);
  return edits;
}

/**
 * A text in parts that a collection is made of: braces, quoted texts, comments, blanks, line ends and the rest. A quote
 * that nothing closes takes all that is behind it, and one inside of a word is a sign like others.
 */
function* partsOf(text: string): Iterable<{ readonly offset: number; readonly part: string }> {
  const parts =
    /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|'[^']*(?:'|$)|[ \t]#[^\n]*|\n|[ \t]+|[{}[\],]|[^\s{}[\],"':][^\s{}[\],:]*|[\s\S]/g;
  for (const match of text.matchAll(parts)) yield { offset: match.index, part: match[0] };
}
