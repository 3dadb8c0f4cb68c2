import type { Fix } from "../../../engine/rule";
import type { Setting } from "../../../launch/launch";
import { renameTitle } from "../renameTitle";

/** Another name for a key, whose spelling with dashes or underscores and quotes stays. */
export function renaming(setting: Setting, name: string): Fix {
  const title = renameTitle(setting.writtenName, name);
  return { title, preferred: true, keepsMeaning: true, rename: { [setting.name]: name } };
}
