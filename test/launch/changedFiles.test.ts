import { expect, test } from "vitest";
import { Workspace } from "../../server/src/workspace/workspace";

const FOLDER = "file:///none";
const TEXTS: Readonly<Record<string, string>> = {
  [`${FOLDER}/.neox-config.yml`]: "launches: [{name: x, files: [a.yml, b.yml]}]\n",
  [`${FOLDER}/a.yml`]: "num_layers: 2\n",
  [`${FOLDER}/b.yml`]: "hidden_size: 8\n",
};

test("10,000 files that changed let what a launch reads be read once more, whatever their names", async () => {
  const reads: string[] = [];
  const files = {
    read: async (uri: string) => {
      if (uri in TEXTS) reads.push(uri);
      return TEXTS[uri];
    },
    list: async () => [],
    locate: async (uri: string) => uri,
    exists: async () => true,
  };
  const surroundings = { folders: () => [FOLDER], openTexts: new Map(), isTrusted: true };
  const workspace = new Workspace(files, surroundings, { searched() {}, unknownTarget() {}, cutTarget() {} });
  const settings = { target: "", gpus: null, launchDirectory: "" };
  const run = async () => {
    reads.splice(0);
    await workspace.runOf(`${FOLDER}/a.yml`, settings);
    return reads.toSorted();
  };
  const all = Object.keys(TEXTS).toSorted();
  expect(await run()).toEqual(all);
  expect(await run()).toEqual([]);
  await workspace.changed(Array.from({ length: 10_000 }, (_, index) => `${FOLDER}/real/${index}.json`));
  expect(await run()).toEqual(all);
});
