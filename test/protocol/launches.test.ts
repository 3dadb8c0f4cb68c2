import { describe, expect, onTestFinished, test, vi } from "vitest";
import { LAUNCHES_REQUEST, type Launches, SELECT_LAUNCH } from "../../protocol/launches";
import { type Client, inProcess, overStdio, type Settings, type Transport } from "./client";
import { expectMarks, marks, TestFolder, WAIT } from "./workspace";

/** A model that runs by itself, without the keys that a test adds. */
const MODEL = [
  "num_layers: 2",
  "seq_length: 64",
  "max_position_embeddings: 64",
  "train_iters: 1",
  "lr_decay_iters: 1",
  "zero_optimization: { stage: 0 }",
  "optimizer: { type: Adam, params: { lr: 0.001 } }",
  "data_path: data/enwik8",
  "data_impl: mmap",
  "tokenizer_type: CharLevelTokenizer",
].join("\n");
const SHAPES = "hidden_size: 128\nnum_attention_heads: 16\n";
const MICRO = "train_micro_batch_size_per_gpu: 4\n";
const PROJECT = ".neox-config.yml";

function folderOf(files: Readonly<Record<string, string>>): TestFolder {
  const folder = new TestFolder(files);
  onTestFinished(() => folder.remove());
  return folder;
}

describe.each<[string, Transport]>([
  ["in process", inProcess],
  ["the bundle over stdio", overStdio],
])("%s", (_, transport) => {
  async function start(
    folder: TestFolder,
    settings: Settings = {},
    options: Readonly<Record<string, unknown>> = {},
  ): Promise<Client> {
    const client = await transport({ target: "main", gpus: 1, ...settings }, false, folder.uri, options);
    onTestFinished(async () => {
      await client.stop();
    });
    return client;
  }

  describe("a launch of two files", () => {
    const launch = (...files: readonly string[]) =>
      `launches: [{ name: two, files: [${files.join(", ")}] }]\n`;

    test("a key in both is refused, wherever one looks from", async () => {
      const base = `${SHAPES}${MODEL}\n${MICRO}seed: 1\n`;
      const folder = folderOf({ [PROJECT]: launch("a.yml", "b.yml"), "a.yml": base, "b.yml": "seed: 2\n" });
      const client = await start(folder);
      const expected = { "a.yml": ["duplicate-key 4 13:0-4"], "b.yml": ["duplicate-key 1 0:0-4"] };
      await client.open(base, folder.uriOf("a.yml"));
      await expectMarks(client, folder, expected);
      await client.open("seed: 2\n", folder.uriOf("b.yml"));
      await expectMarks(client, folder, expected);
      await client.close(folder.uriOf("a.yml"));
      await expectMarks(client, folder, expected);
      await client.change("wall_clock_breakdown: true\n", undefined, folder.uriOf("b.yml"));
      await expectMarks(client, folder, {});
      await client.close(folder.uriOf("b.yml"));
      await client.open(base, folder.uriOf("a.yml"));
      await expectMarks(client, folder, expected);
      folder.write("b.yml", "wall_clock_breakdown: true\n");
      await client.watchedFileChanged(folder.uriOf("b.yml"));
      await expectMarks(client, folder, {});
    });

    test("a key with a dash replaces the other file's in silence", async () => {
      const base = `${SHAPES}${MODEL}\n${MICRO}log-interval: 10\n`;
      const overlay = "log-interval: 20\n";
      const folder = folderOf({ [PROJECT]: launch("a.yml", "b.yml"), "a.yml": base, "b.yml": overlay });
      const client = await start(folder);
      const expected = {
        "a.yml": ["replaced-by-dashes 4 13:0-12"],
        "b.yml": ["replaced-by-dashes 2 0:0-12"],
      };
      await client.open(base, folder.uriOf("a.yml"));
      await expectMarks(client, folder, expected);
      await client.open(overlay, folder.uriOf("b.yml"));
      await expectMarks(client, folder, expected);
    });

    test("shapes cross files, and a change in one counts in the other", async () => {
      const base = `${SHAPES}${MODEL}\n`;
      const overlay = `${MICRO}num_kv_heads: 1\n`;
      const folder = folderOf({ [PROJECT]: launch("a.yml", "b.yml"), "a.yml": base, "b.yml": overlay });
      const client = await start(folder, { target: "2024-10-31" });
      await client.open(base, folder.uriOf("a.yml"));
      await expectMarks(client, folder, { "b.yml": ["kv-heads-reshape 1 1:14-15"] });
      const [shown] = client.shown.get(folder.uriOf("b.yml")) ?? [];
      expect(shown?.relatedInformation?.map(({ location }) => location)).toEqual([
        { uri: folder.uriOf("a.yml"), range: at(1, 21, 23) },
        { uri: folder.uriOf("a.yml"), range: at(0, 13, 16) },
      ]);
      await client.open(overlay, folder.uriOf("b.yml"));
      await client.change(`${MICRO}num_kv_heads: 16\n`, undefined, folder.uriOf("b.yml"));
      await expectMarks(client, folder, {});
    });
  });

  test("the project file, comments and scripts name launches, in this order; another one can be chosen", async () => {
    const folder = folderOf({
      [PROJECT]: "launches: [{ name: named, files: [a.yml, b.yml], gpus: 64 }]\n",
      "a.yml": `${SHAPES}${MODEL}\n${MICRO}`,
      "b.yml": "seed: 1\n",
      "c.yml": "# neox-config: with a.yml\nseed: 2\n",
      "run/train.sbatch": "srun python deepy.py train.py -d run/.. a c\n",
      "README.md": "Start with `python deepy.py train.py gone.yml a.yml`.\n",
    });
    const client = await start(folder);
    const [a, b, c] = ["a.yml", "b.yml", "c.yml"].map((name) => folder.uriOf(name));
    await client.open(`${SHAPES}${MODEL}\n${MICRO}`, a);
    const found = [
      { source: "project", name: "named", files: [a, b], gpus: 64 },
      { source: "comment", name: "c.yml", files: [c, a] },
      { source: "script", name: "run/train.sbatch", files: [a, c] },
      { source: "file", name: "a.yml", files: [a] },
    ];
    const ask = () => client.connection.sendRequest<Launches>(LAUNCHES_REQUEST, { uri: a });
    await vi.waitFor(async () => {
      const { launches } = await ask();
      expect(launches.map(({ id: _, ...launch }) => launch)).toEqual(found);
    }, WAIT);
    const { launches, known, ...status } = await ask();
    expect(known).toBe("known from v2.0 to 2026-05-19");
    expect(status).toEqual({ active: launches[0]?.id, target: "main", gpus: 64 });
    await client.connection.sendNotification(SELECT_LAUNCH, { uri: a, launch: launches[2]?.id });
    const { launches: _, known: __, ...chosen } = await ask();
    expect(chosen).toEqual({ active: launches[2]?.id, target: "main", gpus: 1 });
  });

  test("how far a launch comes that stops at its first evaluation is told with it", async () => {
    const text = `${SHAPES}${MODEL.replace("train_iters: 1", "train_iters: 10")}\n${MICRO}pipe_parallel_size: 1\neval_interval: 5\n`;
    const folder = folderOf({ [PROJECT]: "launches: [{ name: one, files: [a.yml] }]\n", "a.yml": text });
    const client = await start(folder);
    await client.open(text, folder.uriOf("a.yml"));
    const ask = () =>
      client.connection.sendRequest<Launches>(LAUNCHES_REQUEST, { uri: folder.uriOf("a.yml") });
    await vi.waitFor(async () => {
      expect((await ask()).outcome).toBe(
        "The launch starts, and stops at the first evaluation, after 5 iterations; no checkpoint is saved by then.",
      );
    }, WAIT);
  });

  test("a launch of a folder of which no watcher told is found once a text of it is opened", async () => {
    const folder = folderOf({});
    const client = await start(folder);
    const ask = (uri: string) => client.connection.sendRequest<Launches>(LAUNCHES_REQUEST, { uri });
    await client.open(MODEL, folder.uriOf("first.yml"));
    await ask(folder.uriOf("first.yml"));
    folder.write("clone/configs/a.yml", `${SHAPES}${MODEL}\n${MICRO}`);
    folder.write("clone/configs/b.yml", "seed: 1\n");
    folder.write("clone/scripts/train.sh", "python deepy.py train.py -d configs a b\n");
    const [a, b] = ["a.yml", "b.yml"].map((name) => folder.uriOf(`clone/configs/${name}`));
    await client.open("seed: 1\n", b);
    await vi.waitFor(async () => {
      const { launches } = await ask(String(b));
      expect(launches.map(({ source, files }) => ({ source, files }))).toEqual([
        { source: "script", files: [a, b] },
        { source: "file", files: [b] },
      ]);
    }, WAIT);
  });

  test("a target setting that names no NeoX is told once", async () => {
    const folder = folderOf({});
    const client = await start(folder, { target: "2024-13-01" });
    const config = `${SHAPES}${MODEL}\n${MICRO}`;
    await client.open(config, folder.uriOf("a.yml"));
    await client.open(config, folder.uriOf("b.yml"));
    await vi.waitFor(() => expect(client.messages.length).toBeGreaterThan(0), WAIT);
    await expectMarks(client, folder, {});
    expect(client.messages).toEqual([
      "Setting neoxConfig.target: 2024-13-01 is neither main, a date or a commit of gpt-neox, nor a checkout that can be read.",
    ]);
  });

  test("a config that is none by its keys is one in its launch", async () => {
    const folder = folderOf({
      [PROJECT]: "launches: [{ files: [a.yml, b.yml] }]\n",
      "a.yml": `${SHAPES}${MODEL}\n${MICRO}`,
    });
    folder.write("b.yml", "colour: red\n");
    const client = await start(folder);
    await client.open("colour: red\n", folder.uriOf("b.yml"));
    await expectMarks(client, folder, { "b.yml": ["unknown-argument 1 0:0-6"] });
  });

  describe("GPUs", () => {
    const text = `${SHAPES}${MODEL}\n${MICRO}`;
    const own = (line: string) => `${text}${line}\n`;

    test.each([
      ["the launch", "gpus: 2\nlaunches: [{ files: [a.yml], gpus: 3 }]\n", 4, text, 3],
      ["the setting", "gpus: 2\n", 4, text, 4],
      ["the project file", "gpus: 2\n", null, text, 2],
      ["global_num_gpus", "gpus: 2\n", 4, own("global_num_gpus: 5"), 5],
      ["num_gpus and num_nodes", "", null, own("num_gpus: 3\nnum_nodes: 2"), 6],
      ["a hostfile", "", null, own("hostfile: hosts.txt"), 12],
      ["a hostfile without a host", "", null, own("hostfile: hosts.txt\nexclude: two@one:0"), 7],
      ["a hostfile that cannot be read", "", null, own("hostfile: gone.txt"), null],
      ["nobody", "", null, text, null],
    ])("%s", async (__, project, gpus, config, expected) => {
      const folder = folderOf({ [PROJECT]: project, "a.yml": config });
      folder.write("hosts.txt", "one slots=8\ntwo slots=4\n");
      const client = await start(folder, { gpus });
      const uri = folder.uriOf("a.yml");
      await client.open(config, uri);
      expect(await client.connection.sendRequest(LAUNCHES_REQUEST, { uri })).toMatchObject({
        gpus: expected,
      });
    });

    test("while they are unknown, checks of the batch wait and the hover does the algebra in symbols", async () => {
      const config = `train_batch_size: 7\n${SHAPES}${MODEL}\n${MICRO}`;
      const folder = folderOf({ [PROJECT]: "launches: [{ files: [a.yml] }]\n", "a.yml": config });
      const client = await start(folder, { gpus: null });
      await client.open(config, folder.uriOf("a.yml"));
      const hover = await client.hover({ line: 0, character: 2 }, folder.uriOf("a.yml"));
      expect(JSON.stringify(hover?.contents).match(/- [^\\]+/g)).toEqual([
        "- dp (model replicas) = GPUs / (pp × mp) = GPUs / (1 × 1); pipe_parallel_size 0 (default), model_parallel_size 1 (default)",
        "- train_batch_size = micro × gas × dp = 4 × 1 × dp = 7",
        "- 7 × seq_length 64 = 448 tokens a step",
      ]);
      expect(marks(client, folder)).toEqual({});
      await client.configure({ target: "main", gpus: 2 });
      await expectMarks(client, folder, { "a.yml": ["batch-sizes-agree 1 0:18-19"] });
    });
  });

  test("faults of the project file show in it, open or not, once", async () => {
    const project = "neox: no-such\nrules: { no-rule: off }\nlaunches: [{ files: [gone] }]\ncolour: red\n";
    const expected = {
      [PROJECT]: [
        "project-file 2 0:6-13",
        "project-file 2 1:9-16",
        "project-file 2 2:21-25",
        "project-file 2 3:0-6",
      ],
    };
    const folder = folderOf({ [PROJECT]: project });
    const client = await start(folder);
    await expectMarks(client, folder, expected);
    await client.open(project, folder.uriOf(PROJECT));
    await expectMarks(client, folder, expected);
    await client.change("neox: main\n", undefined, folder.uriOf(PROJECT));
    await expectMarks(client, folder, {});
  });

  test("severities, a target and a fork's arguments of the project file hold, and an edit of it counts", async () => {
    const text = `${SHAPES}num_kv_heads: 1\nour_flag: true\n${MODEL}\n${MICRO}`;
    const folder = folderOf({
      [PROJECT]: "neox: 2024-10-31\nrules: { kv-heads-reshape: hint }\narguments: [our_flag]\n",
      "a.yml": text,
    });
    const client = await start(folder, { target: "", rules: {} });
    await client.open(text, folder.uriOf("a.yml"));
    await expectMarks(client, folder, { "a.yml": ["kv-heads-reshape 4 2:14-15"] });
    folder.write(PROJECT, "neox: main\n");
    await client.watchedFileChanged(folder.uriOf(PROJECT));
    await expectMarks(client, folder, { "a.yml": ["unknown-argument 1 3:0-8"] });
  });
});

function at(line: number, start: number, end: number) {
  return { start: { line, character: start }, end: { line, character: end } };
}
