import { expect, test } from "vitest";
import { checkIn } from "./judged";
import { MemoryDisk } from "./memoryDisk";

const TEXT = "num_layers: 2\nhidden_size: 128\nnum_attention_heads: 8\npipe_parallel_size: 1\nload: c\n";
const BROKEN = "The folder that latest names in c holds no checkpoint. These iterations are there: 1.";

/** What is told of a checkpoint of one step, whose file `latest` holds this. */
async function toldBy(latest: string): Promise<readonly string[]> {
  const disk = new MemoryDisk();
  disk.folders.add("/run/c/global_step1");
  disk.files.set("/run/c/latest", new TextEncoder().encode(latest));
  const { findings } = await checkIn(TEXT, disk, 8);
  return findings.filter(({ rule }) => rule.startsWith("load-")).map(({ message }) => message);
}

test.each([5000, 1_000_001, 30_000_000])(
  "a latest of %d characters is there, and names no step",
  async (length) => {
    expect(await toldBy("x".repeat(length))).toEqual([BROKEN]);
  },
);

test("blanks behind the name of a step count for nothing, however many there are", async () => {
  const [told] = await toldBy(`global_step1${" ".repeat(1_000_001)}`);
  expect(told).toContain("c/global_step1");
});
