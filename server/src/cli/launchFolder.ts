import { resolve } from "node:path";
import { URI } from "vscode-uri";
import { Recent } from "../base/recent";
import { wholeCharacters } from "../base/wholeCharacters";
import type { Disk } from "../bytes/disk";
import { foundOnce } from "../bytes/foundOnce";
import { listedOnce } from "../bytes/listedOnce";
import type { LaunchOptions } from "../launch/createLaunch";
import type { LoadRequests, Loads } from "../launch/loads";
import { type ConfigWithText, Hostfiles } from "../workspace/hostfiles";
import { KeptParts } from "../workspace/keptParts";
import { joinedOf, partsOf } from "../workspace/launchLoads";
import { lookAtNamedFiles, type NamedFileSources } from "../workspace/namedByLaunch";
import { NamesInAll } from "../workspace/namesInAll";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { nodeFiles } from "../workspace/node/nodeFiles";
import { type ConfigText, openedConfig } from "./configText";
import type { Io } from "./io";
import type { RunSettings } from "./runSettings";

/** Characters of the hostfiles that are kept, with their names. */
const MOST_CHARACTERS = 4_000_000;

/** What launches load, read once for those of one run that load the same, as are the hostfiles that they name. */
export class KnownLoads {
  readonly #hostfiles = new Recent<string | undefined>(
    MOST_CHARACTERS,
    (text, uri) => uri.length + (text?.length ?? 0),
  );
  readonly #parts: KeptParts;
  /** What all launches name. */
  readonly names = new NamesInAll();
  readonly #disk: Disk;

  /** `disk` is asked: of a run that is soon over each name and each folder is looked at once. */
  constructor(disk: Disk = listedOnce(foundOnce(nodeLoads.disk))) {
    this.#disk = disk;
    this.#parts = new KeptParts({ ...nodeLoads, disk });
  }

  async of(folder: string, requests: LoadRequests): Promise<Loads> {
    return joinedOf(await Promise.all(partsOf(requests).map((part) => this.#parts.of(folder, part).loads)));
  }

  /** Whether something is there; true where nobody can tell. */
  async exists(uri: string): Promise<boolean> {
    return (await this.#disk.find(uri)) !== null;
  }

  hostfile(uri: string): Promise<string | undefined> {
    return this.#hostfiles.get(uri, () => nodeFiles.read(uri));
  }

  /** Files may be others now. */
  lookAgain(): void {
    this.#hostfiles.clear();
    this.#parts.lookAgain();
  }
}

const HOSTFILES = new Hostfiles(nodeFiles);

interface LookingAround {
  /** Where to look for the folder that nobody named. Default: the working directory. */
  readonly otherwise?: string;
  /** What others of the same run load. */
  readonly loads?: KnownLoads;
}

/** What the folder that a launch runs in tells of it, by the files that the launch names there. */
export async function lookInLaunchFolder(
  configs: readonly ConfigText[],
  { launchFolder, sameAs }: Pick<RunSettings, "launchFolder" | "sameAs">,
  { cwd }: Pick<Io, "cwd">,
  { otherwise = cwd, loads = new KnownLoads() }: LookingAround = {},
): Promise<Pick<LaunchOptions, "hosts" | "absentFiles" | "loads" | "isFolderNamed">> {
  const isLookedAt = loads.names.next(configs[0]?.path ?? "");
  const folder = isLookedAt ? fileUri(launchFolder ?? otherwise) : undefined;
  const meant = sameAs === undefined ? [] : [sameAs];
  const atUri = (file: ConfigWithText) => ({ ...file, path: fileUri(resolve(cwd, file.path)) });
  const sources: NamedFileSources = {
    exists: (uri) => loads.exists(uri),
    hostsOf: (files, runsIn) => HOSTFILES.of(files.map(atUri), runsIn, (uri) => loads.hostfile(uri)),
    loadsOf: (...wanted) => loads.of(...wanted),
  };
  const named = await lookAtNamedFiles(configs.map(openedConfig), folder, loads.names.within(sources), meant);
  return { ...named, isFolderNamed: launchFolder !== undefined };
}

function fileUri(path: string): string {
  return URI.file(wholeCharacters(path)).toString();
}
