import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { LAUNCHES_REQUEST, type Launches } from "../../protocol/launches";
import { inProcess } from "./client";
import { TestFolder, WAIT } from "./workspace";

/** A config and the files it names as those of its launch. */
const config = (companions: string) =>
  `# neox-config: with ${companions}\nhidden_size: 128\nnum_attention_heads: 16\nnum_layers: 2\npipe_parallel_size: 1\n`;

test.each([
  ["more.yml", { trusted: 2, untrusted: 1 }],
  ["linked/more.yml", { trusted: 2, untrusted: 1 }],
  ["inside.yml", { trusted: 2, untrusted: 2 }],
  ["linked/../inside.yml", { trusted: 2, untrusted: 2 }],
])("a launch with the link %s has so many files: %o", async (link, expected) => {
  const outside = new TestFolder({ "more.yml": "seed: 1\n" });
  const folder = new TestFolder({ "below/inside.yml": "seed: 2\n" });
  onTestFinished(() => outside.remove());
  onTestFinished(() => folder.remove());
  symlinkSync(join(outside.path, "more.yml"), join(folder.path, "more.yml"));
  symlinkSync(outside.path, join(folder.path, "linked"));
  symlinkSync("below/inside.yml", join(folder.path, "inside.yml"));
  const filesOfLaunch = async (isTrusted: boolean) => {
    const client = await inProcess({}, false, folder.uri, { isTrusted });
    onTestFinished(async () => {
      await client.stop();
    });
    const uri = folder.uriOf("a.yml");
    await client.open(config(link), uri);
    const { launches } = await client.connection.sendRequest<Launches>(LAUNCHES_REQUEST, { uri });
    return launches[0]?.files.length;
  };
  expect({ trusted: await filesOfLaunch(true), untrusted: await filesOfLaunch(false) }).toEqual(expected);
});

test("an untrusted workspace that is itself a link is read, and its scripts tell of launches", async () => {
  const folder = new TestFolder({
    "run.sh": "python deepy.py train.py a.yml b.yml\n",
    "b.yml": "seed: 2\n",
  });
  const parent = new TestFolder();
  onTestFinished(() => folder.remove());
  onTestFinished(() => parent.remove());
  symlinkSync(folder.path, join(parent.path, "work"));
  const client = await inProcess({}, false, parent.uriOf("work"), { isTrusted: false });
  onTestFinished(async () => {
    await client.stop();
  });
  const uri = parent.uriOf("work/a.yml");
  await client.open("hidden_size: 128\nnum_attention_heads: 16\nnum_layers: 2\npipe_parallel_size: 1\n", uri);
  await vi.waitFor(async () => {
    const { launches } = await client.connection.sendRequest<Launches>(LAUNCHES_REQUEST, { uri });
    expect(launches.map(({ source }) => source)).toEqual(["script", "file"]);
  }, WAIT);
});
