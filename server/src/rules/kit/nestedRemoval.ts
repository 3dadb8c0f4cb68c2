import type { FileEdit } from "../../engine/rule";
import { removeEntry } from "../../yaml/remove";
import type { NestedEntry } from "./nestedEntries";

/** Edits that take a nested key out where it is written. */
export function nestedRemoval({ file, map, entry }: NestedEntry): readonly FileEdit[] {
  return removeEntry(file.document, map, entry).map((edit) => ({ ...edit, file }));
}
