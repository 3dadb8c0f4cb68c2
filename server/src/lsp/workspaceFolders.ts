import type { Connection, InitializeParams, WorkspaceFolder } from "vscode-languageserver";

/** The folders of the workspace, also while they come and go. */
export class WorkspaceFolders {
  private folders: readonly WorkspaceFolder[];

  constructor(
    private readonly connection: Connection,
    { workspaceFolders, rootUri }: InitializeParams,
  ) {
    this.folders = workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: "" }] : []);
  }

  /** Follows changes of the client's folders; only for clients that tell them. */
  follow(): void {
    this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map((folder) => folder.uri));
      this.folders = [...this.folders.filter((folder) => !gone.has(folder.uri)), ...added];
    });
  }

  /** The URI of the innermost folder that holds a file. */
  folderOf(uri: string): string | undefined {
    const holders = this.folders.filter((folder) => uri.startsWith(withSlash(folder.uri)));
    return holders.sort((a, b) => b.uri.length - a.uri.length)[0]?.uri;
  }

  /** The path below the folder that holds a file, decoded; the whole path where none does. */
  relativePath(uri: string): string {
    const folder = this.folderOf(uri);
    return decode(folder === undefined ? new URL(uri).pathname : uri.slice(withSlash(folder).length));
  }
}

function withSlash(uri: string): string {
  return uri.endsWith("/") ? uri : `${uri}/`;
}

/** A URI of a client may hold a stray `%`, which is no reason to fail. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
