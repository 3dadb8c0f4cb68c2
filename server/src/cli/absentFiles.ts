import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import * as named from "../launch/namedFiles";
import { mergeSettings } from "../launch/settings";
import { readYaml } from "../yaml/read";
import type { ConfigText } from "./configText";

/** Of the files that a launch names, those that are missing from a folder that exists; paths start at `folder`. */
export function absentFiles(configs: readonly ConfigText[], folder: string): Promise<ReadonlySet<string>> {
  const opened = configs.map(({ path, text }) => ({ path, document: readYaml(text) }));
  return named.absentFiles(mergeSettings(opened).settings, (path) => exists(resolve(folder, path)));
}

/** A place that cannot be looked at counts as there. */
async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ENOENT");
  }
}
