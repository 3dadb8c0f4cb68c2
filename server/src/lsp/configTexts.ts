import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ConfigFile } from "../launch/launch";
import { readYaml } from "../yaml/read";
import type { FileSystem } from "./fileSystem";

/** Every text by its URI, open or on disk, each read once: as long as it stays the same, so does its ConfigFile. */
export class ConfigTexts {
  private readonly onDisk = new Map<string, Promise<string | undefined>>();
  private readonly files = new Map<string, ConfigFile>();

  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly fileSystem: FileSystem,
  ) {}

  /** What the editor shows, else what is on disk. */
  async text(uri: string): Promise<string | undefined> {
    const document = this.documents.get(uri);
    if (document !== undefined) return document.getText();
    let text = this.onDisk.get(uri);
    if (text === undefined) {
      text = this.fileSystem.readText(uri);
      this.onDisk.set(uri, text);
    }
    return text;
  }

  async configFile(uri: string): Promise<ConfigFile | undefined> {
    const text = await this.text(uri);
    return text === undefined ? undefined : this.read(uri, text);
  }

  read(uri: string, text: string): ConfigFile {
    const known = this.files.get(uri);
    if (known?.document.text === text) return known;
    const file = { path: uri, document: readYaml(text) };
    this.files.set(uri, file);
    return file;
  }

  /** After a change on disk, or of what is open. */
  forget(uri: string): void {
    this.onDisk.delete(uri);
    if (this.documents.get(uri) === undefined) this.files.delete(uri);
  }
}
