import { expect, it } from "vitest";
import type { LoadRequests } from "../../server/src/launch/loads";
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
