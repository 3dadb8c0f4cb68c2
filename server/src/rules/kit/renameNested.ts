import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { renameKey } from "../../yaml/replace";
import { misspellingsOf, misspeltEntries } from "./misspeltEntries";
import type { NestedEntry } from "./nestedEntries";
import { renameTitle } from "./renameTitle";

/** Gives a nested key another name; none where the block has a key of that name, preferred where no other may mean it. */
export function renameNested({ file, entry, key, siblings }: NestedEntry, name: string): readonly Fix[] {
  if (siblings.includes(name)) return [];
  const edits = renameKey(file.document, entry, name).map((edit) => ({ ...edit, file }));
  const isMeant = misspellingsOf(name, siblings).every((other) => other === key);
  return [{ title: renameTitle(key, name), preferred: isMeant, edits }];
}

/** Gives the name that a block lacks to the keys that may be misspellings of it, one by one. */
export function renameMisspelt(launch: Launch, block: string, name: string): readonly Fix[] {
  return misspeltEntries(launch, [block], name).flatMap((nested) => renameNested(nested, name));
}
