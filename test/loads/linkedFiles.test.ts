import { expect, it } from "vitest";
import type { Disk } from "../../server/src/bytes/disk";
import type { LoadRequests } from "../../server/src/launch/loads";
import { readLoads } from "../../server/src/workspace/loadedFiles";
import { bytes, pickle } from "../attacks/kinds/dataFiles";
import { mmapIndex, pickled, torchZip } from "../fuzz/loadedBytes";
import { LinkedDisk } from "./linkedDisk";
import { MemoryDisk } from "./memoryDisk";

const NOTHING: LoadRequests = { datasets: [], folders: [], parents: [] };
const VOCABULARY = { "<|endoftext|>": 0, a: 1, b: 2 };
const WHOLE = JSON.stringify({ model: { type: "WordLevel", unk_token: "a", vocab: VOCABULARY } });

/** A disk with these files below `/w`, and links beside them, each to one of its entries. */
function diskOf(files: Readonly<Record<string, string | Uint8Array>>): LinkedDisk {
  const disk = new LinkedDisk();
  for (const [name, content] of Object.entries(files)) disk.files.set(`/w/${name}`, Buffer.from(content));
  return disk;
}

/** Bytes that are read for each of some launches, one after the other. */
async function bytesReadFor(disk: LinkedDisk, launches: readonly Partial<LoadRequests>[]) {
  const read: number[] = [];
  for (const requests of launches) {
    const before = disk.bytesRead;
    await readLoads(disk, "file:///w", { ...NOTHING, ...requests });
    read.push(disk.bytesRead - before);
  }
  return read;
}

const tokenizer = (type: string, vocabFile: string, mergeFile?: string): Partial<LoadRequests> => ({
  tokenizer: { type, vocabFile, mergeFile },
});

it("a vocabulary with other merges each time is read once, whatever leads to it", async () => {
  const disk = diskOf({ "gpt2.json": JSON.stringify(VOCABULARY), m0: "#version\na b\n", m1: "#version\n" });
  disk.links.set("/w/l", "/w/gpt2.json");
  const launches = [
    tokenizer("gpt2bpetokenizer", "gpt2.json", "m0"),
    tokenizer("gpt2bpetokenizer", "l", "m1"),
  ];
  expect(await bytesReadFor(disk, launches)).toEqual([expect.any(Number), "#version\n".length]);
});

it("a tokenizer's folder is read once, also where only the file in it is a link", async () => {
  const disk = diskOf({ "t/tokenizer.json": WHOLE, "u/merges.txt": "" });
  disk.links.set("/w/l", "/w/t").set("/w/u/tokenizer.json", "/w/t/tokenizer.json");
  const launches = ["t", "l", "u"].map((folder) => tokenizer("hfgpt2tokenizer", folder));
  expect(await bytesReadFor(disk, launches)).toEqual([WHOLE.length, 0, 0]);
});

it("a file with more than any tokenizer is found to be so once, and what it is instead of one", async () => {
  const huge = `[${"{},".repeat(2_000_001)}{}]`;
  const disk = diskOf({ huge, text: "no tokenizer" });
  disk.links.set("/w/l", "/w/huge").set("/w/m", "/w/text");
  const launches = ["huge", "l", "text", "m"].map((name) => tokenizer("hftokenizer", name));
  const [first, linked, , other] = await bytesReadFor(disk, launches);
  expect([first, linked, other]).toEqual([huge.length, 0, 0]);
});

const request = (folder: string) => ({ folder, iteration: undefined, isUniversal: false });
const RANK = "global_step1/mp_rank_00_model_states.pt";

it("a file of a checkpoint is read once, whatever folder, step or link leads to it", async () => {
  const latest = "global_step1";
  const rank = await torchZip(pickled());
  const disk = diskOf({
    [`c/${RANK}`]: rank,
    "c/latest": latest,
    "d/latest": latest,
    "e/latest": latest,
    [`e/${RANK}`]: rank,
  });
  disk.links
    .set("/w/l", "/w/c")
    .set("/w/d/global_step1", "/w/c/global_step1")
    .set(`/w/e/${RANK}`, `/w/c/${RANK}`);
  const launches = ["c", "l", "d", "e"].map((folder) => ({ checkpoint: request(folder) }));
  const read = await bytesReadFor(disk, launches);
  expect(read).toEqual([latest.length + rank.length, latest.length, latest.length, latest.length]);
  const found = await Promise.all(
    launches.map((launch) => readLoads(disk, "file:///w", { ...NOTHING, ...launch })),
  );
  const files = found.map(
    ({ checkpoint }) => [...(checkpoint?.found.files.values() ?? [])][0]?.content?.rank,
  );
  expect(new Set(files).size).toBe(1);
  expect(files[0]).toBeDefined();
});

it("what is known of a checkpoint's files takes as much of what one may take as it took first", async () => {
  const latest = "global_step1";
  const heavy = await torchZip(bytes(pickle("}", "}0".repeat(180_000)), "."));
  const names = [0, 1, 2, 3, 4].map((rank) => `c/${RANK.replace("00", `0${rank}`)}`);
  const files = { "c/latest": latest, ...Object.fromEntries(names.map((name) => [name, heavy])) };
  const disk = diskOf(files);
  for (const name of names.slice(1)) disk.links.set(`/w/${name}`, `/w/${names[0]}`);
  const alone = new MemoryDisk();
  for (const [name, content] of Object.entries(files)) alone.files.set(`/w/${name}`, Buffer.from(content));
  const opened = async (from: Disk) => {
    const { checkpoint } = await readLoads(from, "file:///w", { ...NOTHING, checkpoint: request("c") });
    return [...(checkpoint?.found.files.values() ?? [])].map(({ content }) => content?.kind);
  };
  const expected = await opened(alone);
  expect(new Set(expected)).toEqual(new Set(["rank", undefined]));
  expect([await opened(disk), await opened(disk)]).toEqual([expected, expected]);
});

it("a file that has more than any checkpoint is found to have it once", async () => {
  const huge = await torchZip(bytes(pickle("}", "}0".repeat(660_000)), "."));
  const disk = diskOf({ [`c/${RANK}`]: huge, "c/latest": "global_step1" });
  disk.links.set("/w/l", "/w/c");
  const [first, linked] = await bytesReadFor(
    disk,
    ["c", "l"].map((folder) => ({ checkpoint: request(folder) })),
  );
  expect([first, linked]).toEqual(["global_step1".length + huge.length, "global_step1".length]);
});

it("a data set is read once, by whatever links, for launches of about as many", async () => {
  const disk = diskOf({ "a.idx": mmapIndex(), "a.bin": Buffer.alloc(4000) });
  const names = Array.from({ length: 40 }, (_, at) => `l${at}`);
  for (const name of names)
    for (const end of ["idx", "bin"]) disk.links.set(`/w/${name}.${end}`, `/w/a.${end}`);
  const launches = [17, 20, 32, 40].map((length) => ({ datasets: names.slice(0, length) }));
  const [first = 0, second, third, fourth = 0] = await bytesReadFor(disk, launches);
  expect([first > 0, second, third]).toEqual([true, 0, 0]);
  expect(fourth).toBeLessThan(2 * first);
});

it("a description of a model is read once and is one object, whatever leads to it", async () => {
  const config = '{"hidden_size": 64}';
  const disk = diskOf({ "m/config.json": config });
  disk.links.set("/w/l", "/w/m");
  const models = ["m", "l"];
  expect(await bytesReadFor(disk, [{ models }, { models: ["l"] }])).toEqual([config.length, 0]);
  const found = await readLoads(disk, "file:///w", { ...NOTHING, models });
  const [one, other] = models.map((name) => {
    const model = found.models?.get(name);
    return model === "absent" ? undefined : model?.json;
  });
  expect(one).toEqual({ hidden_size: 64 });
  expect(other).toBe(one);
});

it("a file that was refused or has changed is read again", async () => {
  const disk = diskOf({ "changing.json": WHOLE });
  const ask = async () => (await readLoads(disk, "file:///w", { ...NOTHING, ...launch })).tokenizer?.found;
  const launch = tokenizer("hftokenizer", "changing.json");
  disk.isRefusing = true;
  expect(await ask()).toBe("unknown");
  disk.isRefusing = false;
  expect(await ask()).toMatchObject({ tokenizer: { size: 3 } });
  disk.files.set("/w/changing.json", Buffer.from(WHOLE.replace('"b":2', '"b":2,"c":3')));
  expect(await ask()).toMatchObject({ tokenizer: { size: 4 } });
});
