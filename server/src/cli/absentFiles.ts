import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { namedFiles } from "../launch/namedFiles";
import { mergeSettings } from "../launch/settings";
import { readYaml } from "../yaml/read";
import type { ConfigText } from "./configText";

/** Of the files that a launch names, those that are missing from a folder that exists; paths start at `folder`. */
export async function absentFiles(
  configs: readonly ConfigText[],
  folder: string,
): Promise<ReadonlySet<string>> {
  const opened = configs.map(({ path, text }) => ({ path, document: readYaml(text) }));
  const absent = new Set<string>();
  for (const { path } of namedFiles(mergeSettings(opened).settings)) {
    const place = resolve(folder, path);
    if (!(await exists(place)) && (await exists(dirname(place)))) absent.add(path);
  }
  return absent;
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
