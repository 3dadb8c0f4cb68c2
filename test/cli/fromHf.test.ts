import { afterEach, expect, test } from "vitest";
import { Workplace } from "./command";

/** A LLaMA as a `config.json` has it. */
const CONFIG = {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  vocab_size: 304,
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  intermediate_size: 96,
  max_position_embeddings: 128,
  rms_norm_eps: 1e-5,
  rope_theta: 500_000,
};

const places: Workplace[] = [];
afterEach(async () => {
  await Promise.all(places.splice(0).map((place) => place.remove()));
});

async function fromHf(files: Readonly<Record<string, unknown>>, ...args: string[]) {
  const texts = Object.entries(files).map(([name, json]) => [name, JSON.stringify(json)] as const);
  const place = await Workplace.with(Object.fromEntries(texts));
  places.push(place);
  return place.command(["from-hf", ...args, "--neox", "main"]);
}

test("a model that NeoX builds is printed as its config, and nothing else", async () => {
  const { exit, stdout, stderr } = await fromHf({ "tiny/config.json": CONFIG }, "tiny");
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  expect(stdout).toBe(`\
# tiny (llama) as GPT-NeoX builds it: 100,672 parameters.
# Rows of the vocabulary are padded to make_vocab_size_divisible_by ×
# model_parallel_size: divide it where you split the model.
num_layers: 2
hidden_size: 64
num_attention_heads: 4
num_kv_heads: 2
seq_length: 128
max_position_embeddings: 128
intermediate_size: 288
activation: swiglu
use_bias_in_mlp: false
norm: rmsnorm
rms_norm_epsilon: 1.0e-5
attention_config: [[[global], 2]]
use_bias_in_attn_linear: false
gpt_j_residual: false
pos_emb: rotary
rotary_pct: 1.0
rotary_emb_base: 500000
no_weight_tying: true
make_vocab_size_divisible_by: 304
`);
});

test("what NeoX cannot express is said line by line, in the config and on standard error, and ends with 1", async () => {
  const scaled = { ...CONFIG, rope_scaling: { rope_type: "linear", factor: 4 } };
  const { exit, stdout, stderr } = await fromHf({ "config.json": scaled }, "config.json");
  const beginning = 'rope_scaling: {"rope_type": "linear", "factor": 4} · NeoX does not scale the';
  const end = "frequencies of rotary embeddings.";
  expect(exit).toBe(1);
  expect(stderr).toBe(`neox-config: ${beginning} ${end}\n`);
  expect(stdout).toContain(`# The nearest to config.json (llama) that GPT-NeoX builds: 100,672 parameters.`);
  expect(stdout).toContain(`# - ${beginning}\n#   ${end}\n`);
});

test("for programs, with the tokenizer that lies beside the model", async () => {
  const tokenizer = { model: { type: "BPE", vocab: { a: 0, b: 1, ab: 2 }, merges: ["a b"] } };
  const files = { "config.json": CONFIG, "tokenizer.json": tokenizer };
  const { exit, stdout } = await fromHf(files, ".", "--format", "json");
  const { config, ...answer } = JSON.parse(stdout);
  expect({ exit, answer }).toEqual({
    exit: 0,
    answer: { parameters: 100_672, exact: true, inexpressible: [] },
  });
  expect(config).toContain("make_vocab_size_divisible_by: 304\n");
  const { stdout: known } = await fromHf({ "config.json": CONFIG }, "config.json", "--vocab", "300");
  expect(known).toContain("make_vocab_size_divisible_by: 8\n");
});

test("where NeoX would stop with the same model, that is what it cannot express", async () => {
  const { exit, stdout } = await fromHf(
    { "config.json": { ...CONFIG, num_attention_heads: 8, num_key_value_heads: 3 } },
    "config.json",
    "--format",
    "json",
  );
  const { inexpressible } = JSON.parse(stdout);
  expect(exit).toBe(1);
  expect(inexpressible).toEqual([expect.objectContaining({ key: "num_kv_heads", value: 3 })]);
});

test("a type with nothing near in NeoX has no config", async () => {
  const files = { "a.json": { model_type: "rwkv" } };
  const { exit, stdout } = await fromHf(files, "a.json", "--format", "json");
  expect(exit).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ config: null, parameters: null, exact: false });
  expect((await fromHf(files, "a.json")).stdout).toBe(`\
# a.json (rwkv): no config of GPT-NeoX is known for this model.
# - model_type: "rwkv" · attention_config rwkv builds version 6 only: other time
#   mixing and other parameters.
`);
});

test("a published model is known by its name, from the table that --same-as asks, too", async () => {
  const { exit, stdout, stderr } = await fromHf({}, "EleutherAI/pythia-70m");
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  expect(stdout).toContain(
    "# EleutherAI/pythia-70m (gpt_neox) as GPT-NeoX builds it: 70,426,624 parameters.",
  );
  const refused = async (name: string) => {
    const ended = await fromHf({}, name);
    expect(ended.exit).toBe(2);
    return ended.stderr;
  };
  expect(await refused("openai-community/gpt2-xl")).toContain("not confirmed here: download its config.json");
  expect(await refused("EleutherAI/pythia-70")).toContain("Did you mean EleutherAI/pythia-70m?");
  expect(await refused("nowhere/config.json")).toContain("cannot read nowhere/config.json: no such file");
});

test.each([
  ["[]", "a.json is no model's config.json: it is no JSON object"],
  ["{", "a.json is no JSON"],
  ['{"model_type": -NaN}', "a.json is no JSON"],
  ["{NaN: 1}", "a.json is no JSON"],
  ["\ufeff{}", "a.json is no JSON"],
  [
    '{"model_type": "llama", "hidden_size": NaN}',
    "a.json is no model's config.json: hidden_size is no number",
  ],
  ['{"model_type": "llama"}', "a.json is no model's config.json: hidden_size is missing"],
])("%s is no model's config: 2", async (text, message) => {
  const place = await Workplace.with({ "a.json": text });
  places.push(place);
  expect(await place.command(["from-hf", "a.json"])).toEqual({
    exit: 2,
    stdout: "",
    stderr: `neox-config: ${message}\n`,
  });
  const json = await place.command(["from-hf", "a.json", "--format", "json"]);
  expect({ ...json, stdout: JSON.parse(json.stdout) }).toEqual({
    exit: 2,
    stdout: { error: message },
    stderr: "",
  });
});

test("words for numbers that are not finite are read as Python reads them", async () => {
  const config = {
    ...{ model_type: "llama", architectures: ["LlamaForCausalLM"], hidden_size: 64, num_hidden_layers: 2 },
    ...{ num_attention_heads: 4, intermediate_size: 256, vocab_size: 100, max_position_embeddings: 128 },
    said: 'NaN, \\"Infinity',
  };
  const finite = JSON.stringify(config);
  const place = await Workplace.with({
    "a.json": finite,
    "b.json": finite.replace("{", '{"time_step_limit": [0.0, Infinity, -Infinity , NaN],'),
  });
  places.push(place);
  const answers = await Promise.all(["a.json", "b.json"].map((name) => place.command(["from-hf", name])));
  expect(answers[0]?.stdout).toContain("hidden_size: 64");
  expect(answers[1]?.stdout.replaceAll("b.json", "a.json")).toBe(answers[0]?.stdout);
});
