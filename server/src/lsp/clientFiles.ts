import type { Connection } from "vscode-languageserver";
import {
  EXISTS_REQUEST,
  type FileParams,
  type FolderEntry,
  LARGEST_FILE,
  READ_FILE_REQUEST,
  READ_FOLDER_REQUEST,
} from "../../../protocol/launches";
import { isRecord } from "../base/isRecord";
import { withinTime } from "../base/withinTime";
import type { FileSystem } from "../workspace/fileSystem";

/** In milliseconds: a file of a network that takes longer is absent. */
const LONGEST_WAIT = 30_000;

/** The files that the editor reaches, wherever they are; for a client that says `files: true` at its start. */
export function clientFiles(connection: Connection): FileSystem {
  const ask = (method: string, uri: string): Promise<unknown> =>
    withinTime<unknown>(connection.sendRequest(method, { uri } satisfies FileParams), LONGEST_WAIT);
  return {
    async read(uri) {
      const text = await ask(READ_FILE_REQUEST, uri);
      return typeof text === "string" && isSmall(text) ? text : undefined;
    },
    async list(folder) {
      const entries = await ask(READ_FOLDER_REQUEST, folder);
      return Array.isArray(entries) ? entries.filter(isFolderEntry) : [];
    },
    // The client gives no links of a workspace that is not trusted.
    locate: async (uri) => uri,
    exists: async (uri) => (await ask(EXISTS_REQUEST, uri)) !== false,
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

/** Whether a disk would give it as well: not every client looks at the size before. */
function isSmall(text: string): boolean {
  return text.length <= LARGEST_FILE && new TextEncoder().encode(text).length <= LARGEST_FILE;
}

function isFolderEntry(entry: unknown): entry is FolderEntry {
  return isRecord(entry) && typeof entry.name === "string" && ["file", "folder"].includes(String(entry.kind));
}
