import type { Span } from "./tree";

/** Replace the characters of `span` by `newText`. Edits of one list never overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}
