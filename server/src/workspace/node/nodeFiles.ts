import { readdir, realpath } from "node:fs/promises";
import { URI } from "vscode-uri";
import { LARGEST_FILE } from "../../../../protocol/launches";
import type { FileSystem } from "../fileSystem";
import { parseUri } from "../uris";
import { saysAbsent } from "./absence";
import { readRegularFile } from "./readRegularFile";
import { statOf } from "./statOf";

/** The disk of the machine that the server runs on. */
export const nodeFiles: FileSystem = {
  async read(uri) {
    // Others have their turn between two files.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      // Editors hold texts without the mark at their beginning, so that places are counted without it.
      return readRegularFile(parseUri(uri).fsPath, LARGEST_FILE)?.replace(/^\uFEFF/, "");
    } catch {
      return undefined;
    }
  },

  async list(folder) {
    try {
      const entries = await readdir(parseUri(folder).fsPath, { withFileTypes: true });
      // Links are left out: they may lead in circles.
      return entries.flatMap((entry) => {
        const kind = entry.isDirectory() ? "folder" : entry.isFile() ? "file" : undefined;
        return kind === undefined ? [] : [{ name: entry.name, kind }];
      });
    } catch {
      return [];
    }
  },

  async locate(uri) {
    try {
      return URI.file(await realpath(parseUri(uri).fsPath)).toString();
    } catch {
      return undefined;
    }
  },

  async exists(uri) {
    try {
      await statOf(parseUri(uri).fsPath);
      return true;
    } catch (error) {
      return !saysAbsent(error);
    }
  },
};
