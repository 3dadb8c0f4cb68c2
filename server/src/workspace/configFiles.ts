import type { ConfigFile } from "../launch/launch";
import { readYaml } from "../yaml/read";
import type { YamlDocument } from "../yaml/tree";

/** A config that is read as YAML only when somebody asks: most YAML of a workspace is none of ours. */
export class TextFile implements ConfigFile {
  private yaml: YamlDocument | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  get document(): YamlDocument {
    this.yaml ??= readYaml(this.text);
    return this.yaml;
  }
}

/** Configs, each read once for as long as its text stays: the same text is the same object. */
export class ConfigFiles {
  private readonly known = new Map<string, TextFile>();

  of(path: string, text: string): TextFile {
    const known = this.known.get(path);
    if (known?.text === text) return known;
    const file = new TextFile(path, text);
    this.known.set(path, file);
    return file;
  }
}
