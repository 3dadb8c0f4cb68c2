import { Recent } from "../base/recent";
import { type HostfileProblem, type Hosts, isHostfileProblem, parseHostfile } from "../launch/gpus";
import { filteredHosts, type HostFilters, hostFilters } from "../launch/hostFilters";
import type { ConfigFile } from "../launch/launch";
import { isLocal } from "../launch/namedFiles";
import { mergeSettings } from "../launch/settings";
import type { FileSystem } from "./fileSystem";
import { NamedPath } from "./namedPath";
import { folderOf } from "./uris";

/** Its text is looked at before it is read as YAML, for few configs name a hostfile. */
export interface ConfigWithText extends ConfigFile {
  readonly text: string;
}

/** Characters of the hostfiles that are kept, and of each the hosts that different filters leave. */
const MOST_CHARACTERS = 4_000_000;
const MOST_HOSTS = 200_000;

type Read = Hosts | HostfileProblem | undefined;

/** A hostfile, whatever it is called, and what filters leave of it. */
interface Hostfile {
  readonly all: Read;
  readonly filtered: Recent<Read>;
}

/** The hostfiles that launches name. One whose text stays is the same object, so that results can be kept. */
export class Hostfiles {
  readonly #byText = new Recent<Hostfile>(MOST_CHARACTERS, (_, text) => text.length);

  constructor(private readonly files: FileSystem) {}

  /**
   * The hosts of a launch that `include` and `exclude` leave, or why DeepSpeed refuses them, where its hostfile can
   * be read; a relative path starts at `folder`, where the launch runs, or beside a config. `read`: for who has read
   * some files already.
   */
  async of(
    configs: readonly ConfigWithText[],
    folder: string | undefined,
    read: FileSystem["read"] = (uri) => this.files.read(uri),
  ): Promise<Hosts | HostfileProblem | undefined> {
    if (!configs.some(({ text }) => text.includes("hostfile"))) return undefined;
    const { settings } = mergeSettings(configs);
    const path = settings.get("hostfile")?.value;
    if (typeof path !== "string" || !isLocal(path)) return undefined;
    const folders = [
      ...(folder === undefined ? [] : [folder]),
      ...configs.map((each) => folderOf(each.path)),
    ];
    const named = new NamedPath(path);
    for (const uri of new Set(folders.map((base) => named.from(base)))) {
      const text = await read(uri);
      if (text !== undefined) return this.#read(text, hostFilters(settings));
    }
    return undefined;
  }

  async #read(text: string, filters: HostFilters): Promise<Read> {
    const { all, filtered } = await this.#byText.get(text, async () => hostfileOf(text));
    return filtered.get(JSON.stringify(filters), async () => filteredHosts(all, filters));
  }
}

function hostfileOf(text: string): Hostfile {
  // The hosts themselves are kept with the text, and a filter is as long as it likes.
  return {
    all: parseHostfile(text),
    filtered: new Recent(MOST_HOSTS, (left, key) => hostsIn(left) + key.length),
  };
}

function hostsIn(read: Read): number {
  return read === undefined || isHostfileProblem(read) ? 0 : read.size;
}
