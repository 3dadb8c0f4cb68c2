import type { Connection, InitializeParams, WorkspaceFolder } from "vscode-languageserver";
import { normalUri } from "../workspace/uris";

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
  follow(changed: () => void): void {
    this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map((folder) => folder.uri));
      this.folders = [...this.folders.filter((folder) => !gone.has(folder.uri)), ...added];
      changed();
    });
  }

  /** The normal URIs of the folders, without a slash at their ends. */
  get uris(): readonly string[] {
    return this.folders.map(({ uri }) => normalUri(uri).replace(/\/$/, ""));
  }

  /** The path below the innermost folder that holds it, decoded; the whole path where none does. */
  relativePath(uri: string): string {
    const holders = this.folders
      .map((folder) => withSlash(folder.uri))
      .filter((base) => uri.startsWith(base));
    const base = holders.sort((a, b) => b.length - a.length)[0];
    return decode(base === undefined ? new URL(uri).pathname : uri.slice(base.length));
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
