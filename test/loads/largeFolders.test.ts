import { expect, it } from "vitest";
import type { Disk, Found } from "../../server/src/bytes/disk";
import { listedOnce } from "../../server/src/bytes/listedOnce";
import { listedUntilChanged } from "../../server/src/bytes/listedUntilChanged";
import { scanFolder } from "../../server/src/workspace/scanFolder";
import { WatchedDisk } from "../../server/src/workspace/watchedDisk";

const NOW = 1_000_000_000;

/** A disk of folders that all hold the same names, which are made anew each time they are listed. */
class FolderDisk implements Disk {
  modified = 1000;
  listed = 0;

  constructor(
    public held: readonly string[],
    /** Of all its folders, which then are one. */
    private readonly identity?: string,
  ) {}

  async find(): Promise<Found> {
    const { modified, identity } = this;
    return { kind: "folder", size: 0, modified, ...(identity && { identity }) };
  }

  async names(): Promise<readonly string[]> {
    this.listed++;
    return [...this.held];
  }

  async read(): Promise<Uint8Array> {
    return new Uint8Array();
  }
}

const shards = (count: number) => Array.from({ length: count }, (_, index) => `shard_${index}.bin`);
const folder = (count: number) => {
  const disk = new FolderDisk(shards(count));
  return { disk, kept: listedUntilChanged(disk, () => NOW) };
};

it("a large folder is listed again after a name came or went", async () => {
  const { disk, kept } = folder(2000);
  const first = await kept.names("a");
  expect(await kept.names("a")).toBe(first);
  expect(disk.listed).toBe(1);
  disk.modified = 2000;
  disk.held = shards(2001);
  expect(await kept.names("a")).toHaveLength(2001);
});

it("a folder is listed once, whatever links lead to it", async () => {
  const disk = new FolderDisk(shards(2000), "1:2");
  for (const kept of [listedUntilChanged(disk, () => NOW), listedOnce(disk)]) {
    disk.listed = 0;
    const first = await kept.names("a");
    expect(await kept.names("link")).toBe(first);
    expect(disk.listed).toBe(1);
  }
});

it("a folder is listed each time that is small, or was changed a moment ago", async () => {
  const small = folder(1000);
  const fresh = folder(2000);
  fresh.disk.modified = NOW - 100;
  for (const { disk, kept } of [small, fresh]) {
    for (let time = 0; time < 3; time++) await kept.names("a");
    expect(disk.listed).toBe(3);
  }
});

it("no more than a million names are kept, of all folders together", async () => {
  const { disk, kept } = folder(400_000);
  for (const name of ["a", "b", "c", "b", "c"]) await kept.names(name);
  expect(disk.listed).toBe(3);
  await kept.names("a");
  expect(disk.listed).toBe(4);
});

it("a name that came is told, without all names being kept", async () => {
  const disk = new FolderDisk(shards(2000));
  const watched = new WatchedDisk(disk);
  const [one, other] = [await watched.names("a"), await watched.names("a")];
  expect(one).not.toBe(other);
  expect(await watched.isUnchanged()).toBe(true);
  disk.held = [...shards(1999), "shard_1999.idx"];
  expect(await watched.isUnchanged()).toBe(false);
});

it("others have their turn while a large folder is looked through", async () => {
  let [turns, isDone] = [0, false];
  const takeTurn = () => {
    turns++;
    if (!isDone) setImmediate(takeTurn);
  };
  setImmediate(takeTurn);
  const entries = [...shards(100_000), "a.yml"].map((name) => ({ name, kind: "file" as const }));
  const { tellers } = await scanFolder("file:///w", { list: async () => entries });
  isDone = true;
  expect(tellers).toEqual(["file:///w/a.yml"]);
  expect(turns).toBeGreaterThan(10);
});
