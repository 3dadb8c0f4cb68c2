import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import type { Disk } from "../../server/src/bytes/disk";
import { foundOnce } from "../../server/src/bytes/foundOnce";
import { listedOnce } from "../../server/src/bytes/listedOnce";
import { KnownLoads } from "../../server/src/cli/launchFolder";
import { type Given, type LoadRequests, loadRequests } from "../../server/src/launch/loads";
import type { ReadLoads } from "../../server/src/workspace/keptParts";
import { LaunchLoads } from "../../server/src/workspace/launchLoads";
import { readLoads } from "../../server/src/workspace/loadedFiles";
import { pickled, torchZip } from "../fuzz/loadedBytes";
import { MemoryDisk } from "./memoryDisk";

const FOLDER = "file:///w";

async function disk(): Promise<MemoryDisk> {
  const memory = new MemoryDisk();
  memory.files.set("/w/m/config.json", Buffer.from('{"hidden_size": 64}'));
  memory.files.set("/w/c/latest", Buffer.from("global_step4"));
  memory.files.set("/w/c/global_step4/mp_rank_00_model_states.pt", await torchZip(pickled()));
  return memory;
}

const saving = (save: string): LoadRequests => ({
  checkpoint: { folder: "c", iteration: undefined, isUniversal: false },
  models: ["m"],
  datasets: [],
  folders: [save],
  parents: [],
});

it("what is typed in one path lets nothing else be read or kept again", async () => {
  const memory = await disk();
  const loads = new LaunchLoads({ disk: memory, read: readLoads }, () => {});
  const first = await loads.of(FOLDER, saving("s"));
  const read = memory.bytesRead;
  expect([first.checkpoint?.found.tag, first.models?.size]).toEqual(["global_step4", 1]);
  const second = await loads.of(FOLDER, saving("sa"));
  expect(memory.bytesRead).toBe(read);
  expect(second.models).toBe(first.models);
  expect(second.checkpoint).toBe(first.checkpoint);
});

it("a launch whose files stay loads the same object, and a file that comes is seen", async () => {
  const memory = await disk();
  const loads = new LaunchLoads({ disk: memory, read: readLoads }, () => {});
  const first = await loads.of(FOLDER, saving("s"));
  loads.lookAgain();
  expect(await loads.of(FOLDER, saving("s"))).toBe(first);
  memory.files.set("/w/s", Buffer.from(""));
  loads.lookAgain();
  expect((await loads.of(FOLDER, saving("s"))).blockedFolders).toEqual(new Set(["s"]));
});

it("of descriptions the bytes are kept, and no more of them than a million", async () => {
  const memory = new MemoryDisk();
  for (const name of ["m", "n"]) memory.files.set(`/w/${name}`, Buffer.from(`[${"{},".repeat(200_000)}{}]`));
  const { models } = await readLoads(memory, FOLDER, { ...saving("s"), models: ["m", "n"] });
  const found = models?.get("m");
  expect([...(models?.keys() ?? [])]).toEqual(["m"]);
  expect(typeof found === "object" && Object.getOwnPropertyDescriptor(found, "json")?.value).toBeUndefined();
  expect(typeof found === "object" && found.json).toHaveLength(200_001);
});

/** A disk that is slow to say what it found. */
class SlowDisk extends MemoryDisk {
  wait: Promise<unknown> = Promise.resolve();

  override async find(uri: string) {
    const found = await super.find(uri);
    await this.wait;
    return found;
  }
}

/** Asks for what two launches load while nobody has been answered since a file has come. */
async function askedTwice(isKnown: boolean): Promise<readonly unknown[]> {
  const memory = new SlowDisk();
  const loads = new LaunchLoads({ disk: memory, read: readLoads }, () => {});
  const ask = async () => (await loads.of(FOLDER, { ...saving("s"), models: [] })).blockedFolders;
  if (isKnown) await ask();
  let go: (value?: unknown) => void = () => {};
  memory.wait = new Promise((resolve) => {
    go = resolve;
  });
  if (!isKnown) void ask();
  memory.files.set("/w/s", Buffer.from(""));
  loads.lookAgain();
  const asked = [ask(), ask()];
  go();
  return Promise.all(asked);
}

it.each([true, false])("all who ask after a file has come hear of it: known before %s", async (isKnown) => {
  const blocked = new Set(["s"]);
  expect(await askedTwice(isKnown)).toEqual([blocked, blocked]);
});

/** How often the first checkpoint of ten is read that are asked for in turn, each of files with so many names. */
async function timesRead(names: number): Promise<number> {
  let times = 0;
  const module = new Map(
    Array.from({ length: names }, (_, at) => [`w${at}`, { shape: [1], type: "float32" }]),
  );
  const read: ReadLoads = async (_disk, _folder, { checkpoint: request }) => {
    if (request?.folder === "c0") times++;
    const files = new Map([["layer", { content: { kind: "layer", tensors: module } as const }]]);
    const found = { ...NO_CHECKPOINT, files };
    return { datasets: new Map(), ...(request && { checkpoint: { request, found } }) };
  };
  const loads = new LaunchLoads({ disk: new MemoryDisk(), read }, () => {});
  for (let round = 0; round < 3; round++)
    for (let at = 0; at < 10; at++)
      await loads.of(FOLDER, {
        checkpoint: { folder: `c${at}`, iteration: undefined, isUniversal: false },
        ...{ datasets: [], folders: [], parents: [] },
      });
  return times;
}

const NO_CHECKPOINT = {
  ...{ folder: "c", isThere: true, isParentThere: true, latest: undefined, steps: [], tag: undefined },
  configs: new Map(),
};

it("of large parts fewer are kept than of small ones", async () => {
  expect(await timesRead(100)).toBe(1);
  expect(await timesRead(90_000)).toBe(3);
});

/** How often the first of twelve lists of data sets is read that are asked for in turn, each of a hundred such names. */
async function timesLooked(length: number): Promise<number> {
  let times = 0;
  const first = `0${"x".repeat(length)}0`;
  const read: ReadLoads = async (_disk, _folder, { datasets }) => {
    if (datasets[0] === first) times++;
    return { datasets: new Map() };
  };
  const loads = new LaunchLoads({ disk: new MemoryDisk(), read }, () => {});
  const names = (list: number) => Array.from({ length: 100 }, (_, at) => `${list}${"x".repeat(length)}${at}`);
  for (let round = 0; round < 3; round++)
    for (let list = 0; list < 12; list++)
      await loads.of(FOLDER, { datasets: names(list), folders: [], parents: [] });
  return times;
}

it("of parts with long names fewer are kept as well", async () => {
  expect(await timesLooked(100)).toBe(1);
  expect(await timesLooked(30_000)).toBe(3);
});

it("a path that many items share is asked for once", () => {
  const given: Given = (key) =>
    ["save", "tensorboard_dir", "sample_output_file", "data_path"].includes(key)
      ? Array(1000).fill("a/b")
      : undefined;
  expect(loadRequests(given)).toEqual({ datasets: ["a/b"], folders: ["a/b"], parents: ["a"] });
});

it("hostfiles that are nowhere are kept by what their names take", async () => {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-hosts-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const place = join(folder, "hosts");
  const uri = pathToFileURL(place).href;
  const loads = new KnownLoads();
  expect(await loads.hostfile(uri)).toBeUndefined();
  for (let at = 0; at < 100; at++) await loads.hostfile(`${uri}${"x".repeat(50_000)}${at}`);
  writeFileSync(place, "a slots=8\n");
  expect(await loads.hostfile(uri)).toBe("a slots=8\n");
});

it("what launches of a run load is read once, and again where it may have changed and has", async () => {
  const memory = await disk();
  const loads = new KnownLoads(memory);
  const read = async () => {
    const before = memory.bytesRead;
    await loads.of(FOLDER, saving("s"));
    return memory.bytesRead - before;
  };
  expect(await read()).toBeGreaterThan(0);
  loads.lookAgain();
  expect(await read()).toBe(0);
  memory.files.set("/w/m/config.json", Buffer.from('{"hidden_size": 640}'));
  expect(await read()).toBe(0);
  loads.lookAgain();
  expect(await read()).toBe(20);
});

it("launches of a run that name the same in another order look at each name once, and at each folder", async () => {
  const looked: string[] = [];
  const memory = await disk();
  const counted: Disk = {
    find: (uri) => memory.find(look("find", uri)),
    names: (folder) => memory.names(look("list", folder)),
    read: (...place) => memory.read(...place),
  };
  const look = (how: string, uri: string) => {
    looked.push(`${how} ${uri}`);
    return uri;
  };
  const loads = new KnownLoads(listedOnce(foundOnce(counted)));
  for (const datasets of [
    ["d/x", "d/y"],
    ["d/y", "d/x"],
  ]) {
    await loads.of(FOLDER, { datasets, folders: [], parents: [] });
    expect(await loads.exists(`${FOLDER}/d/x.idx`)).toBe(false);
  }
  expect(looked.toSorted()).toEqual([...new Set(looked)].toSorted());
});
