import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { listedOnce } from "../../server/src/bytes/listedOnce";
import { listedUntilChanged } from "../../server/src/bytes/listedUntilChanged";
import { identityOf, nodeLoads } from "../../server/src/workspace/node/nodeDisk";
import { WatchedDisk } from "../../server/src/workspace/watchedDisk";
import { LinkedDisk } from "./linkedDisk";

/** A disk in memory, on which all is as old, with a link to the first of two. */
function linked(...files: readonly string[]): LinkedDisk {
  const disk = new LinkedDisk();
  for (const file of files) disk.files.set(file, Buffer.from("x"));
  disk.links.set("/link", "/one");
  return disk;
}

test("a link to another file of the same time and size is seen", async () => {
  const disk = linked("/one", "/two");
  const watched = new WatchedDisk(disk);
  await watched.find("file:///link");
  expect(await watched.isUnchanged()).toBe(true);
  disk.links.set("/link", "/two");
  expect(await watched.isUnchanged()).toBe(false);
});

test("a link to another folder is seen, also where another link to the first was listed for it", async () => {
  const disk = linked("/one/a", "/two/b");
  disk.links.set("/other", "/one");
  const watched = new WatchedDisk(disk);
  const once = listedOnce(watched);
  for (const folder of ["/other", "/link"]) expect(await once.names(`file://${folder}`)).toEqual(["a"]);
  expect(await watched.isUnchanged()).toBe(true);
  disk.links.set("/link", "/two");
  expect(await watched.isUnchanged()).toBe(false);
});

test("a link to another large folder of the same time is listed again", async () => {
  const names = Array.from({ length: 1001 }, (_, at) => `f${at}`);
  const disk = linked(...names.flatMap((name) => [`/one/${name}`, `/two/${name}`]), "/two/latest");
  const kept = listedUntilChanged(disk);
  const before = await kept.names("file:///link");
  expect([before?.length, await kept.names("file:///link")]).toEqual([1001, before]);
  disk.links.set("/link", "/two");
  expect(await kept.names("file:///link")).toContain("latest");
});

test.each([
  [1, 2, "1:2"],
  [1, 2 ** 53, undefined],
  [2 ** 53, 1, undefined],
  [1, 0, undefined],
])("the numbers %s and %s make a file %s", (dev, ino, identity) => {
  expect(identityOf(dev, ino)).toBe(identity);
});

/** A folder of the machine's own disk, and a watch on its entry `x`. */
async function watching(prepare: (place: string, folder: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-exchanged-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const place = join(folder, "x");
  prepare(place, folder);
  const watched = new WatchedDisk(nodeLoads.disk);
  await watched.find(pathToFileURL(place).href);
  return { folder, place, watched };
}

const LONG_AGO = 1;
function write(place: string, text: string): void {
  writeFileSync(place, text);
  utimesSync(place, LONG_AGO, LONG_AGO);
}

test("a file that is written anew and given its old time is seen", async () => {
  const { place, watched } = await watching((at) => write(at, "one"));
  expect(await watched.isUnchanged()).toBe(true);
  // The clock of a disk goes in steps.
  await new Promise((resolve) => setTimeout(resolve, 50));
  write(place, "two");
  expect(await watched.isUnchanged()).toBe(false);
});

test("so is a link that leads to another of the same time and size", async () => {
  const { folder, place, watched } = await watching((at, within) => {
    for (const name of ["a", "b"]) mkdirSync(join(within, name));
    write(join(within, "a/t"), "one");
    write(join(within, "b/t"), "two");
    symlinkSync(join(within, "a/t"), at);
  });
  expect(await watched.isUnchanged()).toBe(true);
  unlinkSync(place);
  symlinkSync(join(folder, "b/t"), place);
  expect(await watched.isUnchanged()).toBe(false);
});
