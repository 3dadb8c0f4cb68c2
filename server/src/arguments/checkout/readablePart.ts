/** In characters; no file of gpt-neox is a seventh of this. */
const LONGEST_FILE = 500_000;
/** Classes of one file; those of gpt-neox have some twenty. */
const MOST_CLASSES = 500;
/** Brackets in brackets; Python itself reads no more. */
const DEEPEST = 200;
/** Characters of one statement without its strings and comments, for no expression is deeper than it is long. */
const LONGEST_STATEMENT = 20_000;

/** Brackets that follow a bracket, as in `f()()[0]`, in one statement: the parser fails at some thousand. */
const MOST_LINKS = 500;
const LINK = /[\s\\]*[.([]/y;

/** What opens, closes, ends or hides something. */
const MARK = /[([{]|[)\]}]|\r\n?|\n|\\(?:\r\n?|\n)?|#|"""|'''|["']|^class\b/gm;

/** The text up to where it has more than the bounds allow. */
export function readablePart(text: string): string {
  let [depth, classes, begin, links] = [0, 0, 0, 0];
  MARK.lastIndex = 0;
  for (;;) {
    const mark = MARK.exec(text);
    const at = mark?.index ?? text.length;
    const end = Math.min(begin + LONGEST_STATEMENT, LONGEST_FILE);
    if (at > end || depth > DEEPEST || classes > MOST_CLASSES || links > MOST_LINKS)
      return text.slice(0, Math.min(at, end));
    if (mark === null) return text;
    const [sign] = mark;
    if (/^[([{]/.test(sign)) depth++;
    else if (/^[)\]}]/.test(sign)) {
      depth = Math.max(0, depth - 1);
      links += isLinked(text, MARK.lastIndex) ? 1 : 0;
    } else if (/^[\r\n]/.test(sign) && depth === 0) [begin, links] = [MARK.lastIndex, 0];
    else if (sign === "class") classes++;
    else if (/^["'#]/.test(sign)) {
      MARK.lastIndex = endOfHidden(text, at, sign);
      if (sign === "#" || !isFormatted(text, at)) begin += MARK.lastIndex - at;
      else if (depth + bracketsIn(text.slice(at, MARK.lastIndex)) > DEEPEST) return text.slice(0, at);
    }
  }
}

/** Whether the string that begins with a quote at `at` has expressions in it: its length counts, and their brackets. */
function isFormatted(text: string, at: number): boolean {
  return /f/i.test(/[a-z]{0,2}$/i.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? "");
}

function bracketsIn(text: string): number {
  return text.match(/[([{]/g)?.length ?? 0;
}

/** Whether something is asked of what ends here: `.size`, a call, or an item. */
function isLinked(text: string, at: number): boolean {
  LINK.lastIndex = at;
  return LINK.test(text);
}

/** Where a string or a comment ends that begins at `at`. */
function endOfHidden(text: string, at: number, sign: string): number {
  for (let index = at + sign.length; index < text.length; index++) {
    const character = text.charAt(index);
    if (sign.length === 1 && (character === "\n" || character === "\r")) return index;
    if (sign === "#") continue;
    if (character === "\\") index++;
    else if (text.startsWith(sign, index)) return index + sign.length;
  }
  return text.length;
}
