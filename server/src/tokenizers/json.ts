/** Parses JSON in UTF-8; undefined for anything else. A byte order mark is refused, as by Rust's serde and Python's json. */
export function parseJson(bytes: Uint8Array): unknown {
  return parsed(bytes, (text) => text);
}

/**
 * Parses JSON as Python's `json` does, which has words for numbers that are not finite: transformers writes them into a
 * `config.json`. They become texts, for no size of a model is one.
 */
export function parsePythonJson(bytes: Uint8Array): unknown {
  return parseJson(bytes) ?? parsed(bytes, withQuotedWords);
}

function parsed(bytes: Uint8Array, change: (text: string) => string): unknown {
  try {
    return JSON.parse(change(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

/** Words that JSON lacks are quoted where they stand outside of texts, and are no keys. */
function withQuotedWords(json: string): string {
  let isInText = false;
  return json.replaceAll(/\\.|"|NaN|-?Infinity/g, (found, at: number) => {
    if (found === '"') isInText = !isInText;
    if (isInText || found.length <= 2 || isKey(json, at + found.length)) return found;
    return `"${found}"`;
  });
}

/** Whether what ends here is followed by a colon. */
function isKey(json: string, end: number): boolean {
  let at = end;
  while (/\s/.test(json.charAt(at))) at++;
  return json[at] === ":";
}

/** Text in UTF-8; undefined for bytes that are none. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
