import { expect, test } from "vitest";
import { candidatesFor } from "../../server/src/workspace/candidates";
import type { FileSystem } from "../../server/src/workspace/fileSystem";

const FOLDER = "file:///none";

/** All files are there. */
const FILES: FileSystem = {
  read: async () => "",
  list: async () => [],
  locate: async (uri) => uri,
  exists: async () => true,
};

test.each(["configs/local.yml", "configs\\local.yml"])(
  "a comment that names %s makes a launch of both files",
  async (path) => {
    const launches = await candidatesFor(
      `${FOLDER}/configs/local.yml`,
      {
        folder: FOLDER,
        project: { launches: [], rules: {}, arguments: [] },
        found: [{ source: "comment", from: `${FOLDER}/base.yml`, paths: ["base.yml", path] }],
        checkouts: [],
      },
      FILES,
    );
    expect(launches.map(({ source, files }) => [source, files])).toEqual([
      ["comment", [`${FOLDER}/base.yml`, `${FOLDER}/configs/local.yml`]],
      ["file", [`${FOLDER}/configs/local.yml`]],
    ]);
  },
);
