import { expect, it } from "vitest";
import { readCheckpoint } from "../../server/src/checkpoints/readCheckpoint";
import { bytes, oneTensor, pickle } from "../attacks/kinds/dataFiles";
import { torchZip } from "../fuzz/loadedBytes";
import { MemoryDisk } from "./memoryDisk";

const STEP = "/c/global_step1/";
const layer = (index: number) => `layer_${String(index).padStart(2, "0")}-model_00-model_states.pt`;
const rank = (index: number) => `mp_rank_${String(index).padStart(2, "0")}_model_states.pt`;

/** A disk that takes longer for some files than for others. */
class UnevenDisk extends MemoryDisk {
  slow: readonly string[] = [];

  override async find(uri: string) {
    await this.#wait(uri);
    return super.find(uri);
  }

  override async read(uri: string, start: number, length: number) {
    await this.#wait(uri);
    return super.read(uri, start, length);
  }

  async #wait(uri: string): Promise<void> {
    const turns = this.slow.findIndex((name) => uri.endsWith(name)) + 1;
    for (let turn = 0; turn < 20 * turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What is known of each file of a checkpoint, by a disk that is slow for these ones. */
async function known(disk: UnevenDisk, slow: readonly string[]) {
  disk.slow = slow;
  const request = { folder: "c", iteration: 1, isUniversal: false };
  const checkpoint = await readCheckpoint(disk, "file:///c", request);
  return [...(checkpoint?.files ?? [])].map(([name, { content }]) => [name, content !== undefined]);
}

async function sameInAnyOrder(names: readonly string[], content: (at: number) => Promise<Uint8Array>) {
  const disk = new UnevenDisk();
  for (const [at, name] of names.entries()) disk.files.set(STEP + name, await content(at));
  const first = await known(disk, []);
  for (const slow of [names, names.toReversed(), names.slice(3, 6), names.slice(0, 1)])
    expect(await known(disk, slow)).toEqual(first);
  expect(first.map(([name]) => name)).toEqual([...names]);
  expect(new Set(first.map(([, isKnown]) => isKnown))).toEqual(new Set([true, false]));
}

it("which files of too many names are known is up to the names of the files, and not to the disk", async () => {
  const names = Array.from({ length: 14 }, (_, at) => layer(at));
  const weights = (count: number) => oneTensor(count, (at) => `w${at}`);
  await sameInAnyOrder(names, (at) => torchZip(pickle(weights(at < 8 ? 2000 : 15_000 + at), ".")));
}, 60_000);

it("nor are those that take too much together", async () => {
  const names = Array.from({ length: 14 }, (_, at) => rank(at));
  await sameInAnyOrder(names, (at) =>
    torchZip(bytes(pickle("}", "}0".repeat(at < 8 ? 9000 : 180_000 + at)), ".")),
  );
}, 60_000);
