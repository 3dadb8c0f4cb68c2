import type { Connection } from "vscode-languageserver";
import {
  EXISTS_REQUEST,
  type FileParams,
  type FolderEntry,
  READ_FILE_REQUEST,
  READ_FOLDER_REQUEST,
} from "../../../protocol/launches";
import { isRecord } from "../base/isRecord";
import type { FileSystem } from "../workspace/fileSystem";

/** The files that the editor reaches, wherever they are; for a client that says `files: true` at its start. */
export function clientFiles(connection: Connection): FileSystem {
  return {
    async read(uri) {
      const text: unknown = await connection.sendRequest(READ_FILE_REQUEST, fileParams(uri));
      return typeof text === "string" ? text : undefined;
    },
    async list(folder) {
      const entries: unknown = await connection.sendRequest(READ_FOLDER_REQUEST, fileParams(folder));
      return Array.isArray(entries) ? entries.filter(isFolderEntry) : [];
    },
    // The client gives no links of a workspace that is not trusted.
    locate: async (uri) => uri,
    exists: async (uri) => (await connection.sendRequest(EXISTS_REQUEST, fileParams(uri))) !== false,
  };
}

/** Nothing, for a client that offers no files to a server that has none of its own. */
export const noFiles: FileSystem = {
  async read() {
    return undefined;
  },
  async list() {
    return [];
  },
  async locate() {
    return undefined;
  },
  async exists() {
    return true;
  },
};

/** The local disk for `file:` where the server has one; the rest from the other. */
export function filesByScheme(local: FileSystem, remote: FileSystem): FileSystem {
  const of = (uri: string) => (uri.startsWith("file:") ? local : remote);
  return {
    read: (uri) => of(uri).read(uri),
    list: (folder) => of(folder).list(folder),
    locate: (uri) => of(uri).locate(uri),
    exists: (uri) => of(uri).exists(uri),
  };
}

function fileParams(uri: string): FileParams {
  return { uri };
}

function isFolderEntry(entry: unknown): entry is FolderEntry {
  return isRecord(entry) && typeof entry.name === "string" && ["file", "folder"].includes(String(entry.kind));
}
