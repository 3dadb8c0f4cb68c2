import type { Comment, Span } from "../../yaml/tree";
import { type DirectiveWord, directiveOf, placeInComment } from "./directive";

/** Files of one launch; nobody writes as many. */
const MOST_COMPANIONS = 100;

/**
 * The files that a config's comment `# neox-config: with local_setup.yml` adds to its launch, after it and relative to
 * its folder. Several comments add up.
 */
export function companionFiles(comments: readonly Comment[]): readonly string[] {
  return named(comments).map(({ word }) => word.text);
}

/** A file that a text names, and where. */
export interface NamedConfig {
  readonly name: string;
  readonly span: Span;
}

/** `companionFiles` at their places in the text of the file. */
export function companionNames(comments: readonly Comment[], fileText: string): readonly NamedConfig[] {
  return named(comments).map(({ comment, word: { text, span } }) => ({
    name: text,
    span: placeInComment(comment, fileText, span),
  }));
}

/** The words that name files, as many as a launch takes. */
function named(comments: readonly Comment[]) {
  const found: { comment: Comment; word: DirectiveWord }[] = [];
  for (const comment of comments) {
    if (found.length >= MOST_COMPANIONS) break;
    const directive = directiveOf(comment);
    if (directive?.name.text !== "with") continue;
    for (const word of directive.words) found.push({ comment, word });
  }
  return found.slice(0, MOST_COMPANIONS);
}
