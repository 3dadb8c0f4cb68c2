import { isDict, type PythonValue } from "../../yaml/value";
import { quotesOf } from "../../yaml/valueStyle";
import { quoteDouble, writeScalar } from "../../yaml/write";
import type { TypingCursor } from "./cursor";
import { neighboursOf } from "./cursor";

/** How the file writes strings: as the quote already typed says, else as its other values. */
export function typedSource(value: PythonValue, cursor: TypingCursor): string {
  if (isDict(value)) return flowSource(value, cursor);
  const quotes = quotesOf(neighboursOf(cursor), cursor.map?.flow === true);
  return writeScalar(value, cursor.quote === "" ? quotes : { ...quotes, values: cursor.quote });
}

function flowSource(value: ReadonlyMap<PythonValue, PythonValue>, cursor: TypingCursor): string {
  const keyQuote = neighboursOf(cursor)[0]?.key;
  const quoted = keyQuote?.kind === "scalar" && keyQuote.style === "double";
  const parts = [...value].map(([key, item]) => {
    const name = quoted ? quoteDouble(String(key)) : String(key);
    return `${name}: ${typedSource(item, cursor)}`;
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
    return `\n${indent}${String(key)}: ${typedSource(item, cursor)}`;
  });
  return lines.join("");
}
