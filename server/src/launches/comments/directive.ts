import type { ConfigFile } from "../../launch/launch";
import type { Comment, Span } from "../../yaml/tree";

/** What a comment of ours may ask for. */
export const DIRECTIVES = ["ignore", "with", "same-as", "converts-with", "on", "off"] as const;

/** `# neox-config: NAME WORD... -- REASON`: a comment to us. Spans are in the comment's text. */
export interface Directive {
  readonly name: DirectiveWord;
  /** What follows the name, up to the reason. */
  readonly words: readonly DirectiveWord[];
}

export interface DirectiveWord {
  readonly text: string;
  readonly span: Span;
}

/** Words of one comment that are read; what stands behind them asks for nothing. */
export const MOST_WORDS = 1000;

const BEGIN = /^neox-config:\s*/;
const NAME = /^[A-Za-z][\w-]*$/;
/** A word that begins a reason, which is for people. */
const REASON = /^(?:-{2,}|[—–]+)$|^#/;

/** What a comment asks of us; undefined for one that is not addressed to us. */
export function directiveOf({ text }: Comment): Directive | undefined {
  const begin = BEGIN.exec(text)?.[0].length;
  if (begin === undefined) return undefined;
  const [name, ...rest] = wordsFrom(text, begin);
  if (name === undefined || !NAME.test(name.text)) return undefined;
  const reason = rest.findIndex((word) => REASON.test(word.text));
  return { name, words: rest.slice(0, reason === -1 ? MOST_WORDS : Math.min(reason, MOST_WORDS)) };
}

/** The name and as many words as are read. */
function wordsFrom(text: string, begin: number): DirectiveWord[] {
  const words: DirectiveWord[] = [];
  for (const { 0: word, index } of text.slice(begin).matchAll(/[^\s,]+/g)) {
    const start = begin + index;
    words.push({ text: word, span: { start, end: start + word.length } });
    if (words.length > MOST_WORDS) break;
  }
  return words;
}

/** Where in a file's text a place in a comment's text is. Its text begins behind the `#` and blanks. */
export function placeInComment(comment: Comment, fileText: string, place: Span): Span {
  const start = textStarts.get(comment) ?? textStart(comment, fileText);
  textStarts.set(comment, start);
  return { start: start + place.start, end: start + place.end };
}

/** Each of a thousand words asks, and there may be a million blanks. */
const textStarts = new WeakMap<Comment, number>();

function textStart({ span }: Comment, fileText: string): number {
  let start = span.start + 1;
  while (start < span.end && /\s/.test(fileText.charAt(start))) start++;
  return start;
}

/** What comments of one name say in the files of a launch. */
export interface Said {
  /** What follows the name, one word at least. */
  readonly words: readonly [string, ...string[]];
  readonly file: ConfigFile;
  /** Where the first word is. */
  readonly span: Span;
}

/** The comments `# neox-config: NAME WORD...` of a launch's files; one without a word says nothing. */
export function saidInComments(
  files: readonly ConfigFile[],
  name: (typeof DIRECTIVES)[number],
): readonly Said[] {
  return files.flatMap((file) =>
    file.document.comments.flatMap((comment) => {
      const directive = directiveOf(comment);
      const [first, ...others] = directive?.name.text === name ? directive.words : [];
      if (first === undefined) return [];
      const span = placeInComment(comment, file.document.text, first.span);
      return [{ words: [first.text, ...others.map(({ text }) => text)] as const, file, span }];
    }),
  );
}
