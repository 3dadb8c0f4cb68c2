import { resolve } from "node:path";
import { URI } from "vscode-uri";
import type { LaunchOptions } from "../launch/createLaunch";
import { Hostfiles } from "../workspace/hostfiles";
import { lookAtNamedFiles } from "../workspace/namedByLaunch";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { nodeFiles } from "../workspace/node/nodeFiles";
import { type ConfigText, documentOf } from "./configText";
import type { Io } from "./io";
import type { RunSettings } from "./runSettings";

const SOURCES = {
  hostfiles: new Hostfiles(nodeFiles),
  exists: nodeFiles.exists,
  loadsOf: (...wanted: [folder: string, requests: Parameters<typeof nodeLoads.read>[2]]) =>
    nodeLoads.read(nodeLoads.disk, ...wanted),
};

/**
 * What the folder that a launch runs in tells of it, by the files that the launch names there. Where nobody named the
 * folder, it is looked for at `otherwise`.
 */
export async function lookInLaunchFolder(
  configs: readonly ConfigText[],
  { launchFolder, sameAs }: Pick<RunSettings, "launchFolder" | "sameAs">,
  { cwd }: Pick<Io, "cwd">,
  otherwise = cwd,
): Promise<Pick<LaunchOptions, "hosts" | "absentFiles" | "loads" | "isFolderNamed">> {
  const files = configs.map((config) => {
    const path = fileUri(resolve(cwd, config.path));
    return { path, text: config.text, document: documentOf(config) };
  });
  const folder = URI.file(launchFolder ?? otherwise).toString();
  const meant = sameAs === undefined ? [] : [sameAs];
  const named = await lookAtNamedFiles(files, folder, SOURCES, meant);
  return { ...named, isFolderNamed: launchFolder !== undefined };
}

/** Half of a character has no place in a URI. */
function fileUri(path: string): string {
  return URI.file(path.replace(/\p{Surrogate}/gu, "\ufffd")).toString();
}
