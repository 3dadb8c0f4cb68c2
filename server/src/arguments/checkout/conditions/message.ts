import type { SyntaxNode } from "@lezer/common";
import { cut } from "../../../base/cut";
import { childrenOf, sourceOf } from "../pythonModule";
import type { Effort } from "./effort";

/** In characters. */
export const LONGEST_MESSAGE = 200;

/** So much of it is put together, for white space and the marks of a log are left out. */
const LONGEST_UNTIDIED = 10 * LONGEST_MESSAGE;

/**
 * The text of a message, with the values in it that are known; those that are not are left out.
 *
 * @param effort Ends it where it is too much.
 */
export function messageOf(
  node: SyntaxNode,
  text: string,
  shown: (expression: SyntaxNode) => string | undefined,
  effort: Effort,
): string {
  const inside = (it: SyntaxNode): string => {
    effort.spend(1);
    effort.enter();
    const told = insideOf(it);
    effort.leave();
    return told;
  };
  const insideOf = (it: SyntaxNode): string => {
    switch (it.name) {
      case "ContinuedString":
        return childrenOf(it).map(inside).join("");
      case "ParenthesizedExpression":
      case "BinaryExpression":
        return childrenOf(it)
          .filter(({ name }) => /^[A-Z]/.test(name) && name !== "ArithOp")
          .map(inside)
          .join("");
      case "FormatString":
        return formatted(it);
      default:
        return shown(it) ?? "";
    }
  };
  const formatted = (it: SyntaxNode): string => {
    const quote = /^\w*("""|'''|"|')/.exec(sourceOf(it, text)) ?? ["", ""];
    let [at, found] = [it.from + quote[0].length, ""];
    const literal = (end: number) => text.slice(at, Math.min(end, at + LONGEST_UNTIDIED));
    for (const replacement of it.getChildren("FormatReplacement")) {
      const [, expression] = childrenOf(replacement);
      found += literal(replacement.from);
      if (found.length >= LONGEST_UNTIDIED) return found;
      found += expression === undefined ? "" : inside(expression);
      at = replacement.to;
    }
    return found + literal(it.to - (quote[1] ?? "").length);
  };
  return tidied(inside(node));
}

/** In one line, without the marks and colours of a log. */
function tidied(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one.
  const plain = message.replace(/\u001b\[\d*m/g, "").replace(/\\[nt]/g, " ");
  // gpt-neox begins its messages with the names of the class and the method.
  const [, said = ""] = /^(?:\s*\[FAIL\])?\s*(?:\w*\.\w+\(\) )?([\s\S]*)$/.exec(plain) ?? [];
  return cut(said.replace(/\s+/g, " ").trim(), LONGEST_MESSAGE);
}
