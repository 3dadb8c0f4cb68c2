import type { SyntaxNode } from "@lezer/common";
import { cut } from "../../../base/cut";
import { parseScalar } from "../../pythonScalar";
import { childrenOf, sourceOf } from "../pythonModule";
import type { Effort } from "./effort";

/** In characters. */
export const LONGEST_MESSAGE = 200;

/** So much of it is put together, for white space and the marks of a log are left out. */
const LONGEST_UNTIDIED = 10 * LONGEST_MESSAGE;

/**
 * The text of a message, with the values in it that are known; those that are not are left out, and so are those that
 * Python writes in a format.
 *
 * @param shown What Python's `str`, or `repr`, makes of an expression; undefined where that is not known.
 * @param effort Ends it where it is too much.
 */
export function messageOf(
  node: SyntaxNode,
  text: string,
  shown: (expression: SyntaxNode, by: "str" | "repr") => string | undefined,
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
        return childrenOf(it).filter(isExpression).map(inside).join("");
      case "BinaryExpression":
        return shown(it, "str") ?? joined(it);
      case "FormatString":
        return formatted(it);
      default:
        return shown(it, "str") ?? "";
    }
  };
  // What else is done with texts is not known; a number is added to another.
  const joined = (it: SyntaxNode): string => {
    const [left, operator, right] = childrenOf(it);
    if (left === undefined || operator === undefined || right === undefined) return "";
    const isSum = sourceOf(operator, text) === "+" && left.name !== "Number" && right.name !== "Number";
    return isSum ? inside(left) + inside(right) : "";
  };
  // `{width}`, `{kind!r}` and `{width:>4}`.
  const replaced = (it: SyntaxNode, format: readonly SyntaxNode[]): string => {
    const [by = "", ...more] = format.map((part) => sourceOf(part, text));
    if (more.length > 0) return "";
    if (by === "" || by === "!s") return inside(it);
    const value = shown(it, by === "!r" ? "repr" : "str") ?? "";
    return by === "!r" ? value : aligned(value, by);
  };
  const formatted = (it: SyntaxNode): string => {
    const quote = /^\w*("""|'''|"|')/.exec(sourceOf(it, text)) ?? ["", ""];
    let [at, found] = [it.from + quote[0].length, ""];
    const isRaw = /r/i.test(quote[0].slice(0, -(quote[1] ?? "").length));
    const literal = (end: number) => literalOf(text.slice(at, Math.min(end, at + LONGEST_UNTIDIED)), isRaw);
    for (const replacement of it.getChildren("FormatReplacement")) {
      const [, expression, ...format] = childrenOf(replacement);
      found += literal(replacement.from);
      if (found.length >= LONGEST_UNTIDIED) return found;
      if (expression !== undefined) found += replaced(expression, format.slice(0, -1));
      at = replacement.to;
    }
    return found + literal(it.to - (quote[1] ?? "").length);
  };
  return tidied(inside(node));
}

/** A value among spaces; empty where its format says more, or Python writes it otherwise then. */
function aligned(value: string, format: string): string {
  const [, side, width = ""] = /^:([<>])([1-9]\d?)$/.exec(format) ?? [];
  if (side === undefined || /^(?:True|False|None|[[({].*)$/s.test(value)) return "";
  return side === ">" ? value.padStart(Number(width)) : value.padEnd(Number(width));
}

function isExpression({ name }: SyntaxNode): boolean {
  return /^[A-Z]/.test(name);
}

/** What stands between the replacements of a text. */
function literalOf(source: string, isRaw: boolean): string {
  const braces = source.replaceAll("{{", "{").replaceAll("}}", "}");
  const told = isRaw ? braces : parseScalar(`"""${braces}"""`);
  return typeof told === "string" ? told : braces;
}

/** In one line, without the marks and colours of a log. */
function tidied(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one.
  const plain = message.replace(/\u001b\[\d*m/g, "");
  // gpt-neox begins its messages with the names of the class and the method.
  const [, said = ""] = /^(?:\s*\[FAIL\])?\s*(?:\w*\.\w+\(\) )?([\s\S]*)$/.exec(plain) ?? [];
  return cut(said.replace(/\s+/g, " ").trim(), LONGEST_MESSAGE);
}
