import { expect, test } from "vitest";
import { readCheckpoint } from "../../server/src/checkpoints/readCheckpoint";
import { MemoryDisk } from "./memoryDisk";

/** A disk that tells what it was asked for. */
class AskedDisk extends MemoryDisk {
  readonly asked: string[] = [];

  override async find(uri: string) {
    this.asked.push(uri);
    return super.find(uri);
  }
}

// On Windows a backslash parts folders, and a URI with one leads where the name says.
test.each(["..\\..\\x", "a\\..\\..\\x", "a/..\\x", "../x"])(
  "a latest of %s leads nowhere",
  async (latest) => {
    const disk = new AskedDisk();
    disk.files.set("/run/c/latest", new TextEncoder().encode(latest));
    const request = { folder: "c", iteration: undefined, isUniversal: false };
    expect(await readCheckpoint(disk, "file:///run/c", request)).toBeUndefined();
    expect(disk.asked.filter((uri) => uri.includes("x") || uri.includes("%5C"))).toEqual([]);
  },
);
