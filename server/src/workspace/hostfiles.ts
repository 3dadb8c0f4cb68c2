import { type Hosts, parseHostfile } from "../launch/gpus";
import { mergeSettings } from "../launch/settings";
import type { TextFile } from "./configFiles";
import type { FileSystem } from "./fileSystem";
import { folderOf, resolveUri } from "./uris";

/** The hostfiles that launches name. One whose text stays is the same object, so that results can be kept. */
export class Hostfiles {
  private readonly known = new Map<string, { readonly text: string; readonly hosts: Hosts | undefined }>();

  constructor(private readonly files: FileSystem) {}

  /**
   * The hosts of a launch, where its hostfile can be read; a relative path starts at `folder` or beside a config.
   * `include` and `exclude` pick GPUs from it, which stays with DeepSpeed: undefined then.
   */
  async of(configs: readonly TextFile[], folder: string | undefined): Promise<Hosts | undefined> {
    if (!configs.some(({ text }) => text.includes("hostfile"))) return undefined;
    const { settings } = mergeSettings(configs);
    const [path, ...filters] = ["hostfile", "include", "exclude"].map((key) => settings.get(key)?.value);
    if (typeof path !== "string" || filters.some((filter) => typeof filter === "string" && filter !== ""))
      return undefined;
    const folders = [
      ...(folder === undefined ? [] : [folder]),
      ...configs.map((each) => folderOf(each.path)),
    ];
    for (const uri of folders.map((base) => resolveUri(base, path))) {
      const text = await this.files.read(uri);
      if (text !== undefined) return this.parsed(uri, text);
    }
    return undefined;
  }

  private parsed(uri: string, text: string): Hosts | undefined {
    const known = this.known.get(uri);
    if (known?.text === text) return known.hosts;
    const parsed = parseHostfile(text);
    const hosts = "message" in parsed ? undefined : parsed;
    this.known.set(uri, { text, hosts });
    return hosts;
  }
}
