import type { ClientCapabilities, Connection } from "vscode-languageserver";
import { isRecord } from "../base/isRecord";
import { DEFAULT_SETTINGS, readSettings, SECTION, type Settings } from "./editorSettings";

/** The settings of each resource, asked of the client once and again after they change. */
export class SettingsStore {
  private readonly byUri = new Map<string, Promise<Settings>>();
  /** For clients that send settings instead of answering for them. */
  private sent: Settings;
  private readonly asks: boolean;

  constructor(
    private readonly connection: Connection,
    capabilities: ClientCapabilities,
    initializationOptions: unknown,
  ) {
    this.asks = capabilities.workspace?.configuration === true;
    this.sent = readSettings(initializationOptions);
  }

  of(uri: string): Promise<Settings> {
    let settings = this.byUri.get(uri);
    if (settings === undefined) {
      settings = this.asks ? this.ask(uri) : Promise.resolve(this.sent);
      this.byUri.set(uri, settings);
    }
    return settings;
  }

  /** After `workspace/didChangeConfiguration`, with what it carries. */
  change(settings: unknown): void {
    this.byUri.clear();
    if (isRecord(settings) && isRecord(settings[SECTION])) this.sent = readSettings(settings[SECTION]);
  }

  forget(uri: string): void {
    this.byUri.delete(uri);
  }

  private async ask(uri: string): Promise<Settings> {
    try {
      return readSettings(
        await this.connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }),
      );
    } catch (error) {
      this.connection.console.error(`neox-config: no settings for ${uri}: ${String(error)}`);
      return DEFAULT_SETTINGS;
    }
  }
}
