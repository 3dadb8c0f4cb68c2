import type { Connection, InitializeParams, WorkspaceFolder } from "vscode-languageserver";
import { normalUri } from "../workspace/uris";

/** The folders of the workspace, also while they come and go. */
export class WorkspaceFolders {
  private folders: readonly WorkspaceFolder[];
  private known: readonly string[] | undefined;

  constructor(
    private readonly connection: Connection,
    { workspaceFolders, rootUri }: InitializeParams,
  ) {
    this.folders = workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: "" }] : []);
  }

  /** Follows changes of the client's folders; only for clients that tell them. */
  follow(changed: () => void): void {
    this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(normal));
      this.folders = [...this.folders.filter((folder) => !gone.has(normal(folder))), ...added];
      this.known = undefined;
      changed();
    });
  }

  /** The normal URIs of the folders, each once and without a slash at their ends; the same list until they change. */
  get uris(): readonly string[] {
    this.known ??= [...new Set(this.folders.map(normal))];
    return this.known;
  }
}

function normal({ uri }: WorkspaceFolder): string {
  return normalUri(uri).replace(/\/$/, "");
}
