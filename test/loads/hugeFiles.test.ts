import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import type { Disk } from "../../server/src/bytes/disk";
import { readCheckpoint } from "../../server/src/checkpoints/readCheckpoint";
import { readDataset } from "../../server/src/datasets/readDataset";
import { nodeLoads } from "../../server/src/workspace/node/nodeDisk";
import { bytes, oneTensor, pickle } from "../attacks/kinds/dataFiles";
import { mmapIndex, pickled, torchZip } from "../fuzz/loadedBytes";
import { MemoryDisk } from "./memoryDisk";

/** The disk, how much of it was read and how often, and how often it was asked for what lies somewhere. */
function counting(disk: Disk): Disk & { bytes: number; reads: number; finds: number } {
  return {
    bytes: 0,
    reads: 0,
    finds: 0,
    find(uri) {
      this.finds++;
      return disk.find(uri);
    },
    names: (folder) => disk.names(folder),
    read(uri, start, length) {
      this.bytes += length;
      this.reads++;
      return disk.read(uri, start, length);
    },
  };
}

const HUNDRED_GIGABYTES = 100_000_000_000;

/** Writes a sparse file: bytes at its beginning and at its end, and nothing between. */
async function sparse(
  path: string,
  size: number,
  start: Uint8Array,
  end: Uint8Array = new Uint8Array(),
): Promise<void> {
  const file = await open(path, "w");
  await file.truncate(size);
  await file.write(start, 0, start.length, 0);
  await file.write(end, 0, end.length, size - end.length);
  await file.close();
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "neox-loads-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

it("an index of 100 GB is read in part, and says what it holds", () =>
  inFolder(async (folder) => {
    const documents = Math.floor((HUNDRED_GIGABYTES - 42) / 20);
    const header = mmapIndex(0).slice(0, 34);
    const view = new DataView(header.buffer);
    view.setBigUint64(18, BigInt(documents), true);
    view.setBigUint64(26, BigInt(documents + 1), true);
    await sparse(join(folder, "x.idx"), HUNDRED_GIGABYTES, header);
    await sparse(join(folder, "x.bin"), HUNDRED_GIGABYTES, new Uint8Array());
    const disk = counting(nodeLoads.disk);
    const found = await readDataset(disk, pathToFileURL(join(folder, "x")).href, "x");
    expect([found?.index?.documents, found?.problem]).toEqual([documents, undefined]);
    expect(disk.bytes).toBeLessThan(200_000);
  }));

it("a file with more objects than are read is not called broken, as a broken one is", async () => {
  const lists = (count: number) =>
    Buffer.from(`\x80\x02${"]".repeat(count)}${"a".repeat(count - 1)}.`, "latin1");
  const disk = new MemoryDisk();
  disk.files.set("/c/latest", Buffer.from("global_step4"));
  disk.files.set("/c/global_step4/mp_rank_00_model_states.pt", await torchZip(lists(900_000)));
  disk.files.set("/c/global_step4/mp_rank_01_model_states.pt", await torchZip(lists(9).subarray(0, 12)));
  const request = { folder: "c", iteration: undefined, isUniversal: false };
  const found = await readCheckpoint(disk, "file:///c", request);
  expect([...(found?.files.values() ?? [])].map(({ problem }) => problem)).toEqual([
    undefined,
    expect.stringContaining("it ends at"),
  ]);
});

it("a small file of a checkpoint is read once, since each time takes longer than its bytes", async () => {
  const memory = new MemoryDisk();
  memory.files.set("/c/latest", Buffer.from("global_step4"));
  for (const rank of [0, 1, 2])
    memory.files.set(`/c/global_step4/mp_rank_0${rank}_model_states.pt`, await torchZip(pickled()));
  const disk = counting(memory);
  const request = { folder: "c", iteration: undefined, isUniversal: false };
  const found = await readCheckpoint(disk, "file:///c", request);
  expect([...(found?.files.values() ?? [])].map(({ content }) => content?.kind)).toEqual(
    Array(3).fill("rank"),
  );
  expect(disk.reads).toBe(1 + 3);
});

it("of a checkpoint of thousands of ranks and saved configs some are asked for, and all are named", async () => {
  const memory = new MemoryDisk();
  memory.files.set("/c/latest", Buffer.from("global_step4"));
  for (let index = 0; index < 3000; index++) {
    memory.files.set(`/c/global_step4/mp_rank_${index}_model_states.pt`, Buffer.from(""));
    memory.files.set(`/c/global_step4/configs/${index}.yml`, Buffer.from(""));
  }
  const disk = counting(memory);
  const request = { folder: "c", iteration: undefined, isUniversal: false };
  const found = await readCheckpoint(disk, "file:///c", request);
  expect(found?.files.size).toBe(3000);
  expect(found?.configs.size).toBe(100);
  expect(disk.finds).toBeLessThan(2200);
});

it("of a checkpoint of more names than any has what fits is kept, and all files are named", async () => {
  const disk = new MemoryDisk();
  disk.files.set("/c/latest", Buffer.from("global_step1"));
  const tensors = await torchZip(bytes(pickle(oneTensor(30_000, (index) => `attention${index}`)), "."));
  for (let layer = 10; layer < 20; layer++)
    disk.files.set(`/c/global_step1/layer_${layer}-model_00-model_states.pt`, tensors);
  const found = await readCheckpoint(disk, "file:///c", {
    folder: "c",
    iteration: undefined,
    isUniversal: false,
  });
  const read = [...(found?.files.values() ?? [])].map(({ content }) => content?.tensors?.size);
  expect(read).toHaveLength(10);
  expect(read.filter((size) => size === 30_000)).toHaveLength(3);
});

it("a file of a rank of 100 GB is read by its directory and its pickle", () =>
  inFolder(async (folder) => {
    // The directory of a zip says where everything lies, so that what is before it may be moved back.
    const zip = await torchZip(pickled());
    await sparse(join(folder, "latest"), 12, new TextEncoder().encode("global_step4"));
    const step = join(folder, "global_step4");
    await mkdir(step);
    await sparse(join(step, "mp_rank_00_model_states.pt"), HUNDRED_GIGABYTES, zip.slice(0, 4), zip);
    const disk = counting(nodeLoads.disk);
    const request = { folder: "x", iteration: undefined, isUniversal: false };
    const found = await readCheckpoint(disk, pathToFileURL(folder).href, request);
    expect(found?.files.size).toBe(1);
    expect(disk.bytes).toBeLessThan(200_000);
  }));
