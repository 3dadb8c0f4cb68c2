import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { URI } from "vscode-uri";
import { LARGEST_FILE } from "../../../../protocol/launches";
import type { FileSystem } from "../fileSystem";

/** The disk of the machine that the server runs on. */
export const nodeFiles: FileSystem = {
  async read(uri) {
    try {
      const path = URI.parse(uri).fsPath;
      const found = await stat(path);
      return found.isFile() && found.size <= LARGEST_FILE ? await readFile(path, "utf8") : undefined;
    } catch {
      return undefined;
    }
  },

  async list(folder) {
    try {
      const entries = await readdir(URI.parse(folder).fsPath, { withFileTypes: true });
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
      return URI.file(await realpath(URI.parse(uri).fsPath)).toString();
    } catch {
      return undefined;
    }
  },

  async exists(uri) {
    try {
      await stat(URI.parse(uri).fsPath);
      return true;
    } catch (error) {
      return !(error instanceof Error && "code" in error && error.code === "ENOENT");
    }
  },
};
