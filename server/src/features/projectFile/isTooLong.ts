import type { TextDocument } from "vscode-languageserver-textdocument";

/** In characters; nobody writes a project file that is longer. */
const LONGEST = 100_000;

/** Whether a project file is not read again for each question about a place in it. */
export function isTooLong(text: TextDocument): boolean {
  return text.getText().length > LONGEST;
}
