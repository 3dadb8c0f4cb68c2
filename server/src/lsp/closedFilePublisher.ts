import type { Connection, Diagnostic } from "vscode-languageserver";
import { normalUri } from "../workspace/uris";
import type { Workspace } from "../workspace/workspace";
import type { ShownDiagnostics } from "./shownDiagnostics";

/** Milliseconds that closed files wait for the typing to pause. */
const PAUSE = 100;

type Turn = ReturnType<typeof setTimeout>;

/** Sends the diagnostics of files that are not open: no client asks for these. */
export class ClosedFilePublisher {
  /** What each file shows in the editor, as JSON. */
  private readonly marked = new Map<string, string>();
  private waiting: Turn | undefined;

  constructor(
    private readonly connection: Pick<Connection, "sendDiagnostics">,
    private readonly shown: Pick<ShownDiagnostics, "inClosedFiles">,
    private readonly workspace: Pick<Workspace, "isOpen">,
    private readonly failed: (error: unknown) => void,
  ) {}

  schedule(): void {
    clearTimeout(this.waiting);
    const turn: Turn = setTimeout(() => void this.publish(turn).catch(this.failed), PAUSE);
    this.waiting = turn;
  }

  /** From now on the text itself is told of, so that nothing shows twice. */
  opened(uri: string): void {
    this.send(normalUri(uri), []);
  }

  private async publish(turn: Turn): Promise<void> {
    const now = await this.shown.inClosedFiles();
    // A change that came while this was awaited has a turn of its own.
    if (this.waiting !== turn) return;
    for (const uri of [...this.marked.keys()]) if (!now.has(uri)) this.send(uri, []);
    for (const [uri, diagnostics] of now) if (!this.workspace.isOpen(uri)) this.send(uri, diagnostics);
  }

  private send(uri: string, diagnostics: readonly Diagnostic[]): void {
    const text = JSON.stringify(diagnostics);
    if ((this.marked.get(uri) ?? "[]") === text) return;
    if (diagnostics.length > 0) this.marked.set(uri, text);
    else this.marked.delete(uri);
    void this.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] }).catch(this.failed);
  }
}
