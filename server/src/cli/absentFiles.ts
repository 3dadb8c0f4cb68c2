import { statSync } from "node:fs";
import { resolve } from "node:path";
import * as named from "../launch/namedFiles";
import { mergeSettings } from "../launch/settings";
import { type ConfigText, documentOf } from "./configText";

/** Of the files that a launch names, those that are missing from a folder that exists; paths start at `folder`. */
export function absentFiles(configs: readonly ConfigText[], folder: string): Promise<ReadonlySet<string>> {
  const opened = configs.map((file) => ({ path: file.path, document: documentOf(file) }));
  return named.absentFiles(mergeSettings(opened).settings, async (path) => exists(resolve(folder, path)));
}

/** A place that cannot be looked at counts as there. The command has nothing else to do meanwhile, so it waits. */
function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ENOENT");
  }
}
