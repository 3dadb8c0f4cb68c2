import { MODEL } from "../command";
import type { Attack } from "./attack";

/** A checkout of these files, and a config that has what it may declare; other words than `check` are more than that. */
export const checkout = (
  files: Readonly<Record<string, string | Uint8Array>>,
  ...args: readonly string[]
): Attack => ({
  files: { "a.yml": `${MODEL}a: 5\nkind: other\n`, "b.yml": MODEL, ...files },
  args: [...(args.length > 0 ? args : ["check", "a.yml"]), "--neox", "."],
});
