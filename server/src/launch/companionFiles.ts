import type { Comment } from "../yaml/tree";
import { directiveOf } from "./directive";

/**
 * The files that a config's comment `# neox-config: with local_setup.yml` adds to its launch, after it and relative to
 * its folder. Several comments add up.
 */
export function companionFiles(comments: readonly Comment[]): readonly string[] {
  return comments.flatMap((comment) => {
    const directive = directiveOf(comment);
    return directive?.name.text === "with" ? directive.words.map(({ text }) => text) : [];
  });
}
