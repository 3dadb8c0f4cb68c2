import { scalarText } from "../../python/scalarText";
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
  const parts = [...value].map(([key, item]) => `${nestedKey(key, cursor)}: ${typedSource(item, cursor)}`);
  return `{ ${parts.join(", ")} }`;
}

/** A key inside of a block in flow style, quoted where its neighbours are. */
export function nestedKey(key: PythonValue, cursor: TypingCursor): string {
  const keyQuote = neighboursOf(cursor)[0]?.key;
  const quoted = keyQuote?.kind === "scalar" && keyQuote.style === "double";
  return quoted ? quoteDouble(scalarText(key)) : scalarText(key);
}

type Dict = ReadonlyMap<PythonValue, PythonValue>;

/** Writes a value that is no mapping; a block may make a tab stop of it. */
type WriteValue = (value: PythonValue) => string;

/** A mapping as lines below its key, in block style. The first line stands below the key, further in by `indent`. */
export function blockSource(value: Dict, indent: string, write: WriteValue): string {
  const lines = [...value].map(([key, item]) => {
    if (isDict(item)) return `\n${indent}${scalarText(key)}:${blockSource(item, `${indent}  `, write)}`;
    return `\n${indent}${scalarText(key)}: ${write(item)}`;
  });
  return lines.join("");
}

/** A mapping in flow style with a line for each of its keys. Its end stands below the key, further in by `indent`. */
export function flowLinesSource(value: Dict, indent: string, key: WriteValue, write: WriteValue): string {
  const lines = [...value].map(([name, item]) => {
    const inner = `${indent}  `;
    const source = isDict(item) ? flowLinesSource(item, inner, key, write) : write(item);
    return `\n${inner}${key(name)}: ${source}`;
  });
  return `{${lines.join(",")}\n${indent}}`;
}

/** A text as it is in a snippet, where `$`, `}` and `\` have a meaning. */
export function snippetText(source: string): string {
  return source.replace(/[\\$}]/g, "\\$&");
}
