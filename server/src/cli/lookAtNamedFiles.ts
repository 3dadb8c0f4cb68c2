import { statSync } from "node:fs";
import { resolve } from "node:path";
import { URI } from "vscode-uri";
import type { LaunchOptions } from "../launch/createLaunch";
import { loadRequests } from "../launch/loads";
import { absentFiles } from "../launch/namedFiles";
import { mergeSettings } from "../launch/settings";
import { Hostfiles } from "../workspace/hostfiles";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { nodeFiles } from "../workspace/node/nodeFiles";
import { type ConfigText, documentOf } from "./configText";
import type { Io } from "./io";

const hostfiles = new Hostfiles(nodeFiles);

/** Where a launch runs. */
export interface LaunchFolder {
  /** The folder that somebody named. */
  readonly named: string | undefined;
  /** Where it is looked for otherwise. */
  readonly otherwise: string;
}

/**
 * What the files that a launch names tell of it: the hosts of its hostfile, which of them are missing from a
 * folder that exists, and what is in those that it loads. Paths start where the launch runs.
 */
export async function lookAtNamedFiles(
  configs: readonly ConfigText[],
  { named, otherwise }: LaunchFolder,
  { cwd }: Pick<Io, "cwd">,
): Promise<Pick<LaunchOptions, "hosts" | "absentFiles" | "loads" | "isFolderNamed">> {
  const folder = named ?? otherwise;
  const files = configs.map((config) => {
    const path = fileUri(resolve(cwd, config.path));
    return { path, text: config.text, document: documentOf(config) };
  });
  const hosts = await hostfiles.of(files, URI.file(folder).toString());
  const { settings } = mergeSettings(files);
  const absent = await absentFiles(settings, async (path) => exists(resolve(folder, path)));
  const loads = await nodeLoads.read(
    nodeLoads.disk,
    URI.file(folder).toString(),
    loadRequests((name) => settings.get(name)?.value),
  );
  return { ...(hosts && { hosts }), absentFiles: absent, loads, isFolderNamed: named !== undefined };
}

/** Half of a character has no place in a URI. */
function fileUri(path: string): string {
  return URI.file(path.replace(/\p{Surrogate}/gu, "\ufffd")).toString();
}

/** A place that cannot be looked at counts as there. The command has nothing else to do meanwhile, so it waits. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
