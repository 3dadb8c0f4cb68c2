import type { HostfileProblem, Hosts } from "../launch/gpus";
import { type HostFilters, hostFilters, readHosts } from "../launch/hostFilters";
import type { ConfigFile } from "../launch/launch";
import { mergeSettings } from "../launch/settings";
import type { FileSystem } from "./fileSystem";
import { folderOf, resolveUri } from "./uris";

/** Its text is looked at before it is read as YAML, for few configs name a hostfile. */
export interface ConfigWithText extends ConfigFile {
  readonly text: string;
}

interface Known {
  /** The hostfile's text and the filters. */
  readonly source: string;
  readonly hosts: Hosts | HostfileProblem | undefined;
}

/** The hostfiles that launches name. One whose text stays is the same object, so that results can be kept. */
export class Hostfiles {
  private readonly known = new Map<string, Known>();

  constructor(private readonly files: FileSystem) {}

  /**
   * The hosts of a launch that `include` and `exclude` leave, or why DeepSpeed refuses them, where its hostfile can
   * be read; a relative path starts at `folder`, where the launch runs, or beside a config.
   */
  async of(
    configs: readonly ConfigWithText[],
    folder: string | undefined,
  ): Promise<Hosts | HostfileProblem | undefined> {
    if (!configs.some(({ text }) => text.includes("hostfile"))) return undefined;
    const { settings } = mergeSettings(configs);
    const path = settings.get("hostfile")?.value;
    if (typeof path !== "string") return undefined;
    const folders = [
      ...(folder === undefined ? [] : [folder]),
      ...configs.map((each) => folderOf(each.path)),
    ];
    for (const uri of folders.map((base) => resolveUri(base, path))) {
      const text = await this.files.read(uri);
      if (text !== undefined) return this.parsed(uri, text, hostFilters(settings));
    }
    return undefined;
  }

  private parsed(uri: string, text: string, filters: HostFilters): Hosts | HostfileProblem | undefined {
    const source = JSON.stringify([text, filters]);
    const known = this.known.get(uri);
    if (known?.source === source) return known.hosts;
    const hosts = readHosts(text, filters);
    this.known.set(uri, { source, hosts });
    return hosts;
  }
}
