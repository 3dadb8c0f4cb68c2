import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { FileSystem } from "./fileSystem";

/** The files of this machine. */
export const nodeFileSystem: FileSystem = {
  async readText(uri) {
    try {
      return await readFile(fileURLToPath(uri), "utf8");
    } catch {
      return undefined;
    }
  },
};
