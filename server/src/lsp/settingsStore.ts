import type { ClientCapabilities, Connection } from "vscode-languageserver";
import { isRecord } from "../base/isRecord";
import { withinTime } from "../base/withinTime";
import { DEFAULT_SETTINGS, readSettings, SECTION, type Settings } from "./editorSettings";

/** How long a config waits for its settings, in milliseconds: an editor that starts may be busy with other things. */
const LONGEST_WAIT = 10_000;

/** What a client was asked: its answer, and what counts until it comes. */
interface Asked {
  readonly answer: Promise<Settings>;
  readonly soon: Promise<Settings>;
}

/** The settings of each resource, asked of the client once and again after they change. */
export class SettingsStore {
  private readonly byUri = new Map<string, Asked>();
  /** For clients that send settings instead of answering for them. */
  private sent: Settings;
  /** Those that a client named at its start. */
  private readonly first: Settings;
  private readonly asks: boolean;

  constructor(
    private readonly connection: Connection,
    capabilities: ClientCapabilities,
    initializationOptions: unknown,
    /** Is told that settings came later than they were waited for. */
    private readonly cameLate: () => void,
  ) {
    this.asks = capabilities.workspace?.configuration === true;
    this.first = readSettings(initializationOptions);
    this.sent = this.first;
  }

  of(uri: string): Promise<Settings> {
    if (!this.asks) return Promise.resolve(this.sent);
    const known = this.byUri.get(uri);
    if (known !== undefined) return known.soon;
    const answer = this.ask(uri);
    const soon = this.inTime(uri, answer);
    this.byUri.set(uri, { answer, soon });
    return soon;
  }

  /** After `workspace/didChangeConfiguration`, with what it carries. */
  change(settings: unknown): void {
    this.askAgain();
    if (!isRecord(settings)) return;
    const section = settings[SECTION];
    if (isRecord(section)) this.sent = readSettings(section);
    else if (section === null || Object.keys(settings).length === 0) this.sent = this.first;
  }

  /** Where others may hold now. */
  askAgain(): void {
    this.byUri.clear();
  }

  forget(uri: string): void {
    this.byUri.delete(uri);
  }

  /** What the client says in time; else the settings that it sent, until it says. */
  private async inTime(uri: string, answer: Promise<Settings>): Promise<Settings> {
    const found = await withinTime(answer, LONGEST_WAIT);
    if (found !== undefined) return found;
    void answer.then(() => {
      if (this.byUri.get(uri)?.answer !== answer) return;
      this.byUri.set(uri, { answer, soon: answer });
      this.cameLate();
    });
    return this.sent;
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
