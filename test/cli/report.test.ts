import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { Workplace } from "./command";

const CONFIG = `num_layers: 12
hidden_size: 768
num_attention_heads: 12
seq_length: 2048
max_position_embeddings: 2048
pos_emb: rotary
no_weight_tying: true
`;

const places: Workplace[] = [];
afterEach(async () => {
  await Promise.all(places.splice(0).map((place) => place.remove()));
});

async function report(...args: string[]) {
  const place = await Workplace.with({ "160M.yml": CONFIG, "setup.yml": "train_iters: 10\n" });
  places.push(place);
  return place.command(["report", ...args]);
}

test("JSON has the parameters by place", async () => {
  const { exit, stdout } = await report("160M.yml", "--vocab", "50277", "--format", "json");
  expect(exit).toBe(0);
  expect(JSON.parse(stdout).parameters).toEqual({
    perLayer: { global: 7_087_872 },
    layers: 85_054_464,
    finalNorm: 1536,
    positions: 0,
    embeddings: 77_266_944,
    total: 162_322_944,
    paddedVocab: 50_304,
  });
});

test("a tokenizer whose size only its file tells leaves embeddings open", async () => {
  const place = await Workplace.with({
    "hf.yml": `${CONFIG}tokenizer_type: HFTokenizer\nvocab_file: my.json\n`,
  });
  places.push(place);
  const { stdout } = await place.command(["report", "hf.yml", "--format", "json"]);
  const { parameters, memory } = JSON.parse(stdout);
  expect([parameters.embeddings, parameters.total, parameters.paddedVocab, memory]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect((await place.command(["report", "hf.yml"])).stdout).toContain("--vocab N");
});

test("the text has every section, the machine's among them", async () => {
  const { stdout } = await report("160M.yml", "setup.yml", "--gpus", "8", "--gpu", "A100-40GB");
  expect(stdout.split("\n").filter((line: string) => /^\S/.test(line))).toEqual([
    "160M.yml + setup.yml",
    expect.stringMatching(/^gpt-neox is known from v2\.0 \(2023-03-09\) to ea7aefd8/),
    "Parameters",
    "Memory per GPU",
    "Compute",
  ]);
  expect(stdout).toMatch(/A100-40GB +42\.9 GB +fits/);
});

test("with --ranks, each rank's states are told, and their sum", async () => {
  const { stdout } = await report("160M.yml", "setup.yml", "--gpus", "2", "--ranks");
  const section = stdout.split("\n\n").find((it: string) => it.startsWith("Model states by rank"));
  expect(section).toMatchInlineSnapshot(`
    "Model states by rank
      rank 0, pipeline stage 0  2.60 GB  weights 649 MB, moments 1.30 GB, gradients 649 MB, buffers 0.00 MB
      rank 1, pipeline stage 0  2.60 GB  weights 649 MB, moments 1.30 GB, gradients 649 MB, buffers 0.00 MB"
  `);
  expect((await report("160M.yml", "setup.yml", "--gpus", "2")).stdout).not.toContain("by rank");
});

test("the project file's GPUs and version of NeoX hold, as for the other commands", async () => {
  const place = await Workplace.with({
    "160M.yml": CONFIG,
    ".neox-config.yml": "gpus: 8\nneox: no-such\n",
  });
  places.push(place);
  expect(await place.command(["report", "160M.yml"])).toMatchObject({
    exit: 2,
    stderr: expect.stringMatching(/^neox-config: unknown NeoX version no-such:/),
  });
  const { stdout } = await place.command(["report", "160M.yml", "--neox", "main", "--format", "json"]);
  expect(JSON.parse(stdout).memory.replicas).toBe(8);
});

test("a file that cannot be read to its end is refused", async () => {
  const place = await Workplace.with({ "broken.yml": `${CONFIG}optimizer: { type: Adam\n` });
  places.push(place);
  expect(await place.command(["report", "broken.yml"])).toEqual({
    exit: 2,
    stdout: "",
    stderr: "neox-config: broken.yml cannot be read: neox-config check broken.yml tells why\n",
  });
});

test("files without a model exit 2 and say what is missing", async () => {
  const { exit, stderr } = await report("setup.yml");
  expect([exit, stderr]).toEqual([
    2,
    expect.stringContaining("hidden_size, num_attention_heads and num_layers"),
  ]);
});

test("the page needs no other file, and its policy allows only its own script and style", async () => {
  const place = await Workplace.with({
    "160M.yml": CONFIG,
    "view/report.js": "show()",
    "view/report.css": "p {}",
  });
  places.push(place);
  const assets = join(place.folder, "view");
  expect((await place.command(["report", "160M.yml", "--html", "out.html"], "", ".", { assets })).exit).toBe(
    0,
  );
  const page = await place.read("out.html");
  const [, nonce] = /script-src 'nonce-([\w-]+)'/.exec(page) ?? [];
  expect(page).toContain(
    `content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'"`,
  );
  expect(page).toContain(`<script nonce="${nonce}">show()</script>`);
  expect(page).toContain(`<style nonce="${nonce}">p {}</style>`);
  expect(page.match(/(?:src|href)="/g)).toBeNull();
  const [, data = ""] = /id="report-data">(.*)<\/script>/.exec(page) ?? [];
  expect(JSON.parse(data).numbers.parameters.layers).toBe(85_054_464);
});

test("a config is not overwritten by a page", async () => {
  const place = await Workplace.with({ "160M.yml": CONFIG });
  places.push(place);
  const { exit, stderr } = await place.command(["report", "160M.yml", "--html", "160M.yml"]);
  expect([exit, stderr]).toEqual([2, expect.stringContaining("160M.yml would be a config no more")]);
  expect(await place.read("160M.yml")).toBe(CONFIG);
});

test("GPUs and target come from the project file where no flag gives them", async () => {
  const place = await Workplace.with({
    ".neox-config.yml": "gpus: 16\n",
    "160M.yml": `${CONFIG}train_micro_batch_size_per_gpu: 4\n`,
  });
  places.push(place);
  const sequences = async (...args: string[]) => {
    const { stdout } = await place.command(["report", "160M.yml", ...args, "--format", "json"]);
    return JSON.parse(stdout).compute.sequencesPerStep;
  };
  expect(await sequences()).toBe(64);
  expect(await sequences("--gpus", "8")).toBe(32);
});
