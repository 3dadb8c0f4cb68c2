import type { ConfigFile } from "../../launch/launch";
import type { Span } from "../../yaml/tree";
import { directiveOf, placeInComment } from "./directive";

/** A conversion that a launch's model is meant for. */
export interface MeantConversion {
  /** The converter, and behind it its flags. */
  readonly words: readonly string[];
  readonly file: ConfigFile;
  /** Where the converter is named. */
  readonly span: Span;
}

/** The comments `# neox-config: converts-with TOOL [FLAG...]` of a launch's files. */
export function meantConversions(files: readonly ConfigFile[]): readonly MeantConversion[] {
  return files.flatMap((file) =>
    file.document.comments.flatMap((comment) => {
      const directive = directiveOf(comment);
      const [tool] = directive?.name.text === "converts-with" ? directive.words : [];
      if (directive === undefined || tool === undefined) return [];
      const span = placeInComment(comment, file.document.text, tool.span);
      return [{ words: directive.words.map(({ text }) => text), file, span }];
    }),
  );
}
