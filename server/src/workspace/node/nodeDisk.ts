import { open, readdir } from "node:fs/promises";
import { URI } from "vscode-uri";
import { type Disk, DiskError } from "../../bytes/disk";
import { listedUntilChanged } from "../../bytes/listedUntilChanged";
import type { LoadSource } from "../keptParts";
import { saysAbsent } from "./absence";
import { READ } from "./readRegularFile";
import { statOf } from "./statOf";

/** The disk of the machine that the server runs on. */
const nodeDisk: Disk = {
  async find(uri) {
    try {
      const found = await statOf(URI.parse(uri).fsPath);
      const kind = found.isDirectory() ? "folder" : found.isFile() ? "file" : undefined;
      const { size, mtimeMs, ctimeMs, dev, ino } = found;
      // What copies a file gives it the time of the other, but not that of its change.
      const modified = Math.max(mtimeMs, ctimeMs);
      const identity = identityOf(dev, ino);
      return kind && { kind, size, modified, ...(identity !== undefined && { identity }) };
    } catch (error) {
      return saysAbsent(error) ? null : undefined;
    }
  },

  async names(folder) {
    try {
      return await readdir(URI.parse(folder).fsPath);
    } catch {
      return undefined;
    }
  },

  async read(uri, start, length) {
    try {
      const file = await open(URI.parse(uri).fsPath, READ);
      try {
        const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, start);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    } catch (error) {
      throw new DiskError(String(error));
    }
  },
};

/** Undefined where it may be that of other files: Windows has numbers that are rounded, and drives that tell none. */
export function identityOf(dev: number, ino: number): string | undefined {
  return ino !== 0 && Number.isSafeInteger(ino) && Number.isSafeInteger(dev) ? `${dev}:${ino}` : undefined;
}

/** What reads is in a file of its own beside the server: most configs load nothing. */
export const nodeLoads: LoadSource = {
  disk: listedUntilChanged(nodeDisk),
  read: async (...files) => (await import("../loadedFiles")).readLoads(...files),
};
