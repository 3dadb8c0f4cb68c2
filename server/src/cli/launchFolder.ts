import { resolve } from "node:path";
import { URI } from "vscode-uri";
import type { LaunchOptions } from "../launch/createLaunch";
import { Hostfiles } from "../workspace/hostfiles";
import { lookAtNamedFiles } from "../workspace/namedByLaunch";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { nodeFiles } from "../workspace/node/nodeFiles";
import { type ConfigText, documentOf } from "./configText";
import type { Io } from "./io";

const SOURCES = {
  hostfiles: new Hostfiles(nodeFiles),
  exists: nodeFiles.exists,
  loadsOf: (...wanted: [folder: string, requests: Parameters<typeof nodeLoads.read>[2]]) =>
    nodeLoads.read(nodeLoads.disk, ...wanted),
};

/** Where a launch runs. */
export interface LaunchFolder {
  /** The folder that somebody named. */
  readonly named: string | undefined;
  /** Where it is looked for otherwise. */
  readonly otherwise: string;
  /** The model that the launch should build. */
  readonly sameAs: string | undefined;
}

/** What the folder that a launch runs in tells of it, by the files that the launch names there. */
export async function lookInLaunchFolder(
  configs: readonly ConfigText[],
  { named, otherwise, sameAs }: LaunchFolder,
  { cwd }: Pick<Io, "cwd">,
): Promise<Pick<LaunchOptions, "hosts" | "absentFiles" | "loads" | "isFolderNamed">> {
  const files = configs.map((config) => {
    const path = fileUri(resolve(cwd, config.path));
    return { path, text: config.text, document: documentOf(config) };
  });
  const folder = URI.file(named ?? otherwise).toString();
  const meant = sameAs === undefined ? [] : [sameAs];
  return { ...(await lookAtNamedFiles(files, folder, SOURCES, meant)), isFolderNamed: named !== undefined };
}

/** Half of a character has no place in a URI. */
function fileUri(path: string): string {
  return URI.file(path.replace(/\p{Surrogate}/gu, "\ufffd")).toString();
}
