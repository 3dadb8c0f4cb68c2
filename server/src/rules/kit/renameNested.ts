import type { Fix } from "../../engine/rule";
import { renameKey } from "../../yaml/replace";
import type { NestedEntry } from "./nestedEntries";
import { renameTitle } from "./renameTitle";

/** Gives a nested key another name; none where the block has a key of that name. */
export function renameNested({ file, entry, key, siblings }: NestedEntry, name: string): readonly Fix[] {
  if (siblings.includes(name)) return [];
  const edits = renameKey(file.document, entry, name).map((edit) => ({ ...edit, file }));
  return [{ title: renameTitle(key, name), preferred: true, edits }];
}
