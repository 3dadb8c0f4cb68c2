import { expect, test } from "vitest";
import type { Disk } from "../../server/src/bytes/disk";
import { foundOnce } from "../../server/src/bytes/foundOnce";
import { listedOnce } from "../../server/src/bytes/listedOnce";
import { loadRequests } from "../../server/src/launch/loads";
import { absentFiles } from "../../server/src/launch/namedFiles";
import { mergeSettings } from "../../server/src/launch/settings";
import { readLoads } from "../../server/src/workspace/loadedFiles";
import { parseUri, resolveUri } from "../../server/src/workspace/uris";
import { WatchedDisk } from "../../server/src/workspace/watchedDisk";
import { readYaml } from "../../server/src/yaml/read";

const FOLDER = "file:///run";

function settingsOf(paths: number) {
  const lines = Array.from({ length: paths }, (_, index) => `  - data/part_${index}\n`).join("");
  return mergeSettings([{ path: "a.yml", document: readYaml(`train_data_paths:\n${lines}`) }]).settings;
}

/** A disk with a large folder, unless that is absent, which counts what it is asked. */
function countingDisk(files: number, isThere = true) {
  const asked = { find: 0, names: 0 };
  const names = Array.from({ length: files }, (_, index) => `part_${index}0.${index % 2 ? "idx" : "bin"}`);
  const disk: Disk = {
    find: async (uri) => {
      asked.find++;
      return isThere && !/\.(?:bin|idx)$/.test(uri) ? { kind: "folder", size: 0, modified: 0 } : null;
    },
    names: async () => {
      asked.names++;
      return names;
    },
    read: async () => new Uint8Array(),
  };
  return { disk, asked };
}

test("of 80,000 data paths a bounded number is looked for", async () => {
  let asked = 0;
  const absent = await absentFiles(settingsOf(80_000), async (path) => {
    asked++;
    return path === "data";
  });
  expect(absent.size).toBe(2000);
  expect(asked).toBe(2001);
});

test("of 80,000 data sets a bounded number is read, and their folder listed once", async () => {
  const { disk, asked } = countingDisk(20_000);
  const watched = new WatchedDisk(disk);
  const settings = settingsOf(80_000);
  const { datasets } = await readLoads(
    watched,
    FOLDER,
    loadRequests((name) => settings.get(name)?.value),
  );
  expect(datasets.size).toBe(1000);
  expect(asked).toEqual({ find: 2001, names: 1 });
});

test("in a folder that is known to be absent nothing is looked for, and it is not listed", async () => {
  const { disk, asked } = countingDisk(100, false);
  const once = listedOnce(foundOnce(disk));
  expect(await once.find(`${FOLDER}/data`)).toBeNull();
  const datasets = Array.from({ length: 900 }, (_, index) => `data/part_${index}`);
  const loads = await readLoads(once, FOLDER, { datasets, folders: [], parents: [] });
  expect([...loads.datasets.values()].filter(({ hasIndex, hasData }) => !hasIndex && !hasData)).toHaveLength(
    900,
  );
  expect(asked).toEqual({ find: 1, names: 0 });
});

test("a folder is listed once in a run, and again where more names than are remembered lie between", async () => {
  const { disk, asked } = countingDisk(100);
  const once = listedOnce(disk, 250);
  for (let launch = 0; launch < 5; launch++) await Promise.all([once.names("a"), once.names("b")]);
  expect(asked.names).toBe(2);
  for (const folder of ["c", "a", "b", "a"]) await once.names(folder);
  expect(asked.names).toBe(5);
});

test("data sets of like names are told where both of their files are there", async () => {
  const names = [
    "part.idx",
    "part.bin",
    "part_1.idx",
    "part_1.bin",
    "part_10.idx",
    "part_10.bin",
    "part_11.idx",
  ];
  const disk: Disk = { ...countingDisk(0).disk, names: async () => names };
  const othersOf = async (path: string) =>
    (await readLoads(disk, FOLDER, { datasets: [path], folders: [], parents: [] })).datasets.get(path)
      ?.others;
  expect(await othersOf("data/part_")).toEqual(["data/part_1", "data/part_10"]);
  expect(await othersOf("data/part.old.idx")).toEqual(["data/part"]);
  expect(await othersOf("data/none")).toEqual([]);
});

test.each([
  "\\\\share.invalid\\c$\\x",
  "//share.invalid/x",
  "/\\share.invalid\\x",
  "\\/share.invalid/x",
  "\\\\?\\UNC\\share.invalid\\x",
  "\\\\.\\pipe\\x",
  "..\\..\\..\\..\\..\\\\share.invalid\\x",
  "file://share.invalid/x",
  "////share.invalid/x",
])("%s leads to no other machine, which Windows would greet with the user's name", (name) => {
  for (const folder of ["file:///c%3A/work/configs", "file:///none/configs"]) {
    const uri = parseUri(resolveUri(folder, name));
    expect([uri.scheme, uri.authority]).toEqual(["file", ""]);
    expect(uri.fsPath).not.toMatch(/^[\\/]{2}/);
  }
});
