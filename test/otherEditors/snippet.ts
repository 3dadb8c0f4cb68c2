import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../installed.mjs";
import { codeBlock } from "../markdown";

/** A config with one finding, and what its preferred fix makes of it. */
export const BEFORE = `\
# a model
{
  "num-layers": 2, "hidden-size": 640, "pipe-parallel-size": 1,
  "num-attention-heads": 12,   # of what?
}
`;
export const AFTER = BEFORE.replace("12,", "10,");

/** What docs/editors.md says to write into the settings of an editor. */
export async function snippet(editor: string, language: string): Promise<string> {
  return codeBlock(await readFile(join(ROOT, "docs/editors.md"), "utf8"), editor, language);
}
