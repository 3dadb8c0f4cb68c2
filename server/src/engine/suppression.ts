import { firstIndex } from "../base/firstIndex";
import { finish, type Steps } from "../base/steps";
import type { ConfigFile } from "../launch/launch";
import { type DirectiveWord, directiveOf, placeInComment } from "../launches/comments/directive";
import { lineEndAt, lineStartAt, nextLineAt } from "../yaml/layout";
import type { Comment, Span } from "../yaml/tree";

/** `# neox-config: ignore rule-id [rule-id] -- reason`: these rules say nothing on this line, or on the one below. */
export interface Suppression {
  readonly file: ConfigFile;
  readonly comment: Comment;
  /** At their places in the file, at least one. */
  readonly ids: readonly [DirectiveWord, ...DirectiveWord[]];
  /** Words behind them that can be no rules, in the file: a reason without `--`. */
  readonly prose: Span | undefined;
  /** The line that is meant, without its break. */
  readonly line: Span;
}

/** The suppression comments of a file, in order. */
export function suppressionsOf(file: ConfigFile): readonly Suppression[] {
  return finish(readingSuppressions(file));
}

/** By file; rules ask too. */
const suppressionsByFile = new WeakMap<ConfigFile, readonly Suppression[]>();

export const COMMENTS_IN_A_STEP = 1000;

/** `suppressionsOf` in steps, one for a thousand comments. */
export function* readingSuppressions(file: ConfigFile): Steps<readonly Suppression[]> {
  const known = suppressionsByFile.get(file);
  if (known !== undefined) return known;
  const found: Suppression[] = [];
  const meant = new Map<number, Span>();
  for (const [index, comment] of file.document.comments.toReversed().entries()) {
    if (index % COMMENTS_IN_A_STEP === 0) yield;
    const suppression = suppressionIn(comment, file, meant);
    if (suppression !== undefined) found.push(suppression);
  }
  found.reverse();
  suppressionsByFile.set(file, found);
  return found;
}

/** `meant` has the lines that comments further down mean. */
function suppressionIn(
  comment: Comment,
  file: ConfigFile,
  meant: Map<number, Span>,
): Suppression | undefined {
  const { text } = file.document;
  const directive = directiveOf(comment);
  if (directive?.name.text !== "ignore") return undefined;
  const words = directive.words.flatMap((word) => idIn(word, placeInComment(comment, text, word.span)));
  const end = words.findIndex(({ text: word }, index) => index > 0 && !word.includes("-"));
  const [first, ...others] = end === -1 ? words : words.slice(0, end);
  const [begin] = end === -1 ? [] : words.slice(end);
  const prose = begin && { start: begin.span.start, end: words.at(-1)?.span.end ?? begin.span.end };
  if (first === undefined) return undefined;
  return { file, comment, ids: [first, ...others], prose, line: lineMeant(text, comment, meant) };
}

/** A rule's id without the punctuation around it. Every id has a dash in it, and few words of a sentence have. */
function idIn({ text }: DirectiveWord, { start }: Span): readonly DirectiveWord[] {
  const found = /[a-z0-9][a-z0-9-]*/i.exec(text);
  if (found === null) return [];
  const begin = start + found.index;
  return [{ text: found[0], span: { start: begin, end: begin + found[0].length } }];
}

/** What NeoX cannot even read stays wrong, whatever a comment says. */
export function canBeSuppressed(rule: string): boolean {
  return rule !== "yaml-syntax";
}

/** What the comments of a launch suppress, line by line, and what of it they met. */
export class SuppressedLines {
  /** By file, in the order of the lines. */
  private readonly byFile = new Map<ConfigFile, SuppressedLine[]>();

  constructor(suppressions: readonly Suppression[]) {
    for (const { file, line, ids } of suppressions) {
      const lines = this.byFile.get(file) ?? [];
      this.byFile.set(file, lines);
      if (lines.at(-1)?.line.start !== line.start) lines.push({ line, ids: new Set(), met: new Set() });
      for (const { text } of ids) lines.at(-1)?.ids.add(text);
    }
  }

  /** Whether a comment suppresses this finding. The comment counts as used from then on. */
  meets({ file, span, rule }: { file: ConfigFile; span: Span; rule: string }): boolean {
    const found = this.at(file, span.start);
    if (found?.ids.has(rule) !== true || !canBeSuppressed(rule)) return false;
    found.met.add(rule);
    return true;
  }

  /** The ids of a comment that met no finding. */
  unusedOf({ file, line, ids }: Suppression): readonly DirectiveWord[] {
    const met = this.at(file, line.start)?.met;
    return ids.filter(({ text }) => met?.has(text) !== true);
  }

  private at(file: ConfigFile, offset: number): SuppressedLine | undefined {
    const lines = this.byFile.get(file) ?? [];
    const found = lines[firstIndex(lines.length, (index) => (lines[index]?.line.end ?? 0) >= offset)];
    return found !== undefined && found.line.start <= offset ? found : undefined;
  }
}

interface SuppressedLine {
  readonly line: Span;
  readonly ids: Set<string>;
  /** The ids that a finding had. */
  readonly met: Set<string>;
}

/**
 * The comment's own line when it follows something there; else the next one that is more than a comment. `meant` has
 * what the comments further down mean, by where their lines start, so that no line is looked at twice.
 */
export function lineMeant(
  text: string,
  { span }: Pick<Comment, "span">,
  meant: Map<number, Span> = new Map(),
): Span {
  const own = lineAt(text, span.start);
  if (text.slice(own.start, span.start).trim() !== "") return own;
  let line = own;
  do {
    line = lineAt(text, nextLineAt(text, line.end));
    line = meant.get(line.start) ?? line;
  } while (line.end < text.length && /^\s*(#|$)/.test(text.slice(line.start, line.end)));
  meant.set(own.start, line);
  return line;
}

function lineAt(text: string, offset: number): Span {
  return { start: lineStartAt(text, offset), end: lineEndAt(text, offset) };
}
