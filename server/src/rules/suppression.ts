import type { ConfigFile } from "../launch/launch";
import type { Comment, Span } from "../yaml/tree";

/** `# neox-config: ignore rule-id [rule-id]`: these rules say nothing on this line, or on the one below. */
export interface Suppression {
  readonly file: ConfigFile;
  readonly comment: Comment;
  readonly ids: readonly string[];
  /** The line that is meant, without its break. */
  readonly line: Span;
}

const IGNORE = /^neox-config:\s*ignore\b(?<ids>.*)$/;

/** The suppression comments of a file, in order. */
export function suppressionsOf(file: ConfigFile): Suppression[] {
  return file.document.comments.flatMap((comment) => {
    const ids = IGNORE.exec(comment.text)?.groups?.ids?.match(/[a-z0-9-]+/g);
    return ids ? [{ file, comment, ids, line: lineMeant(file.document.text, comment) }] : [];
  });
}

export function suppresses(
  suppression: Suppression,
  finding: { file: ConfigFile; span: Span; rule: string },
): boolean {
  const { file, line, ids } = suppression;
  const { start } = finding.span;
  return finding.file === file && line.start <= start && start <= line.end && ids.includes(finding.rule);
}

/** No further does a comment speak for the next line that is more than a comment. */
const FARTHEST_LINE = 100;

/** The comment's own line when it follows something there; else the next one that is more than a comment. */
function lineMeant(text: string, { span }: Comment): Span {
  let line = lineAt(text, span.start);
  if (text.slice(line.start, span.start).trim() !== "") return line;
  for (let passed = 0; passed < FARTHEST_LINE; passed++) {
    line = lineAt(text, Math.min(line.end + 1, text.length));
    if (line.end >= text.length || !/^\s*(#|$)/.test(text.slice(line.start, line.end))) break;
  }
  return line;
}

function lineAt(text: string, offset: number): Span {
  const end = text.indexOf("\n", offset);
  return { start: text.lastIndexOf("\n", offset - 1) + 1, end: end === -1 ? text.length : end };
}
