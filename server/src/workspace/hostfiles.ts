import { type Hosts, parseHostfile } from "../launch/gpus";
import { filteredHosts } from "../launch/hostFilters";
import { mergeSettings } from "../launch/settings";
import type { PythonValue } from "../yaml/value";
import type { TextFile } from "./configFiles";
import type { FileSystem } from "./fileSystem";
import { folderOf, resolveUri } from "./uris";

interface Known {
  /** The hostfile's text and the filters. */
  readonly source: string;
  readonly hosts: Hosts | undefined;
}

/** The hostfiles that launches name. One whose text stays is the same object, so that results can be kept. */
export class Hostfiles {
  private readonly known = new Map<string, Known>();

  constructor(private readonly files: FileSystem) {}

  /**
   * The hosts of a launch that `include` and `exclude` leave, where its hostfile can be read; a relative path starts
   * at `folder` or beside a config.
   */
  async of(configs: readonly TextFile[], folder: string | undefined): Promise<Hosts | undefined> {
    if (!configs.some(({ text }) => text.includes("hostfile"))) return undefined;
    const { settings } = mergeSettings(configs);
    const [path, include, exclude] = ["hostfile", "include", "exclude"].map(
      (key) => settings.get(key)?.value,
    );
    if (typeof path !== "string") return undefined;
    const folders = [
      ...(folder === undefined ? [] : [folder]),
      ...configs.map((each) => folderOf(each.path)),
    ];
    for (const uri of folders.map((base) => resolveUri(base, path))) {
      const text = await this.files.read(uri);
      if (text !== undefined)
        return this.parsed(uri, { text, include: textOf(include), exclude: textOf(exclude) });
    }
    return undefined;
  }

  private parsed(uri: string, { text, include, exclude }: Filtered): Hosts | undefined {
    const source = JSON.stringify([text, include, exclude]);
    const known = this.known.get(uri);
    if (known?.source === source) return known.hosts;
    const parsed = parseHostfile(text);
    const hosts = "message" in parsed ? undefined : filteredHosts(parsed, include, exclude);
    this.known.set(uri, { source, hosts });
    return hosts;
  }
}

interface Filtered {
  readonly text: string;
  readonly include: string;
  readonly exclude: string;
}

function textOf(value: PythonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
