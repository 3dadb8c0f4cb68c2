import type { Entry } from "../../yaml/tree";
import { isDict, type PythonValue } from "../../yaml/value";
import { quoteDouble, quoteSingle, writeScalar, writeString } from "../../yaml/write";
import type { TypingCursor } from "./cursor";
import { neighboursOf } from "./cursor";

/** How the file writes strings: as the quote already typed says, else as its other values. */
export function valueSource(value: PythonValue, cursor: TypingCursor): string {
  if (typeof value !== "string") return isDict(value) ? flowSource(value, cursor) : writeScalar(value);
  const quote = cursor.quote || quoteOfValues(neighboursOf(cursor), cursor.map?.flow === true);
  if (quote === '"') return quoteDouble(value);
  return quote === "'" ? quoteSingle(value) : writeString(value);
}

function quoteOfValues(neighbours: readonly Entry[], flow: boolean): string {
  for (const { value, key } of neighbours) {
    const shown = value.kind === "scalar" && typeof value.value === "string" ? value : undefined;
    if (shown?.style === "double") return '"';
    if (shown?.style === "single") return "'";
    if (shown?.style === "plain") return "";
    if (flow && key.kind === "scalar" && key.style === "double") return '"';
  }
  return "";
}

function flowSource(value: ReadonlyMap<PythonValue, PythonValue>, cursor: TypingCursor): string {
  const keyQuote = neighboursOf(cursor)[0]?.key;
  const quoted = keyQuote?.kind === "scalar" && keyQuote.style === "double";
  const parts = [...value].map(([key, item]) => {
    const name = quoted ? quoteDouble(String(key)) : String(key);
    return `${name}: ${valueSource(item, cursor)}`;
  });
  return `{ ${parts.join(", ")} }`;
}

/** A mapping as lines below its key, in block style. */
export function blockSource(
  value: ReadonlyMap<PythonValue, PythonValue>,
  indent: string,
  cursor: TypingCursor,
): string {
  const lines = [...value].map(([key, item]) => {
    if (isDict(item)) return `\n${indent}${String(key)}:${blockSource(item, `${indent}  `, cursor)}`;
    return `\n${indent}${String(key)}: ${valueSource(item, cursor)}`;
  });
  return lines.join("");
}
