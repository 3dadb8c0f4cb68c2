import type { Connection } from "vscode-languageserver";
import type { FileSystem } from "./fileSystem";

/** The request a worker reads files with: `{ uri }`, answered by the text or null. */
const READ_FILE = "neoxConfig/readFile";

/** The files of the client, for a server that has none of its own. */
export function clientFileSystem(connection: Connection): FileSystem {
  return {
    async readText(uri) {
      try {
        const text: unknown = await connection.sendRequest(READ_FILE, { uri });
        return typeof text === "string" ? text : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
