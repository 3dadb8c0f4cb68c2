import type { Setting } from "../../launch/launch";

/** Entries in place of one that a file has, written as that one is; values are as they stand in a text. */
export function entriesText(
  setting: Setting,
  entries: readonly (readonly [key: string, value: string])[],
): string {
  const { entry, file } = setting;
  const quote = file.document.text.charAt(entry.key.span.start) === '"' ? '"' : "";
  return entries.map(([key, value]) => `${quote}${key}${quote}: ${value}`).join(separatorOf(setting));
}

/** What stands between a file's entries. */
export function separatorOf({ file: { document } }: Setting): string {
  return document.root?.kind === "map" && document.root.flow ? ", " : "\n";
}
