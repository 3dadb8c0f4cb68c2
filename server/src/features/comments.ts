import type { FileEdit } from "../engine/rule";
import type { ConfigFile } from "../launch/launch";
import { directiveOf, placeInComment } from "../launches/comments/directive";
import { lineBreakOf, lineStartAt } from "../yaml/layout";
import { isPrintable } from "../yaml/write";

/** Adds a file to the launch of a config, in the comment that names some already or in a new one at the top. */
export function addToLaunch(file: ConfigFile, name: string): FileEdit {
  const { comments, text } = file.document;
  for (const comment of comments) {
    const directive = directiveOf(comment);
    if (directive?.name.text !== "with") continue;
    const last = directive.words.at(-1) ?? directive.name;
    const { end } = placeInComment(comment, text, last.span);
    return { file, span: { start: end, end }, newText: ` ${name}` };
  }
  return atTop(file, `# neox-config: with ${name}`);
}

/**
 * Whether a comment can name a file: its names are parted by blanks and commas, a reason ends them, and what YAML takes for
 * the end of a line, or does not read at all, would break the text.
 */
export function canBeNamed(name: string): boolean {
  return /^[^\s,]+$/.test(name) && isPrintable(name) && !/^(?:#|-{2,}$|[—–]+$)/.test(name);
}

/** Makes a text a config, whatever its keys: what says that it is none says that it is one from then on. */
export function callConfig(file: ConfigFile): FileEdit {
  const { comments, text } = file.document;
  for (const comment of comments) {
    const directive = directiveOf(comment);
    if (directive?.name.text === "off")
      return { file, span: placeInComment(comment, text, directive.name.span), newText: "on" };
  }
  return atTop(file, "# neox-config: on");
}

function atTop(file: ConfigFile, line: string): FileEdit {
  const start = lineStartAt(file.document.text, 0);
  return { file, span: { start, end: start }, newText: `${line}${lineBreakOf(file.document)}` };
}
