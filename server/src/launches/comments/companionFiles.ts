import type { Comment, Span } from "../../yaml/tree";
import { directiveOf, placeInComment } from "./directive";

/** Files of one launch; nobody writes as many. */
const MOST_COMPANIONS = 100;

/**
 * The files that a config's comment `# neox-config: with local_setup.yml` adds to its launch, after it and relative to
 * its folder. Several comments add up.
 */
export function companionFiles(comments: readonly Comment[]): readonly string[] {
  return comments.flatMap((comment) => namesIn(comment).map(({ text }) => text)).slice(0, MOST_COMPANIONS);
}

/** A file that a text names, and where. */
export interface NamedConfig {
  readonly name: string;
  readonly span: Span;
}

/** `companionFiles` at their places in the text of the file. */
export function companionNames(comments: readonly Comment[], fileText: string): readonly NamedConfig[] {
  return comments.flatMap((comment) =>
    namesIn(comment).map(({ text, span }) => ({ name: text, span: placeInComment(comment, fileText, span) })),
  );
}

function namesIn(comment: Comment) {
  const directive = directiveOf(comment);
  return directive?.name.text === "with" ? directive.words : [];
}
