import type { MessageConnection } from "vscode-jsonrpc";
import type {
  DidChangeWorkspaceFoldersParams,
  InitializeParams,
  WorkspaceFolder,
} from "vscode-languageserver-protocol";
import { normalUri } from "../workspace/uris";

/** The folders of the workspace, also while they come and go. */
export class WorkspaceFolders {
  private folders: readonly WorkspaceFolder[];

  constructor(
    private readonly connection: MessageConnection,
    { workspaceFolders, rootUri }: InitializeParams,
  ) {
    this.folders = workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: "" }] : []);
  }

  /** Follows changes of the client's folders; only for clients that tell them. */
  follow(changed: () => void): void {
    const method = "workspace/didChangeWorkspaceFolders";
    this.connection.onNotification(method, ({ event }: DidChangeWorkspaceFoldersParams) => {
      const { added, removed } = event;
      const gone = new Set(removed.map((folder) => folder.uri));
      this.folders = [...this.folders.filter((folder) => !gone.has(folder.uri)), ...added];
      changed();
    });
  }

  /** The normal URIs of the folders, without a slash at their ends. */
  get uris(): readonly string[] {
    return this.folders.map(({ uri }) => normalUri(uri).replace(/\/$/, ""));
  }
}
