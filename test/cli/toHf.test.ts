import { afterEach, expect, test } from "vitest";
import { Workplace } from "./command";

const LLAMA = `num_layers: 2
hidden_size: 64
num_attention_heads: 4
max_position_embeddings: 128
seq_length: 128
norm: rmsnorm
activation: swiglu
intermediate_size: 288
use_bias_in_attn_linear: false
use_bias_in_mlp: false
pos_emb: rotary
no_weight_tying: true
make_vocab_size_divisible_by: 8
`;

const places: Workplace[] = [];
afterEach(async () => {
  await Promise.all(places.splice(0).map((place) => place.remove()));
});

async function toHf(text: string, ...args: string[]) {
  const place = await Workplace.with({ "a.yml": text });
  places.push(place);
  return place.command(["to-hf", "a.yml", "--neox", "main", ...args]);
}

test("the right config.json, with what the converter writes otherwise on standard error", async () => {
  const { exit, stdout, stderr } = await toHf(LLAMA, "--vocab", "300");
  expect(exit).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    model_type: "llama",
    architectures: ["LlamaForCausalLM"],
    vocab_size: 304,
    hidden_size: 64,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    num_key_value_heads: 4,
    intermediate_size: 96,
    hidden_act: "silu",
    max_position_embeddings: 128,
    rms_norm_eps: 1e-8,
    rope_theta: 10_000,
    attention_bias: false,
    tie_word_embeddings: false,
  });
  const converter = "convert_neox_to_hf.py --architecture llama";
  expect(stderr).toBe(
    `neox-config: intermediate_size: ${converter} writes 288, the model has 96\n` +
      `neox-config: rms_norm_eps: ${converter} writes 0.000001, the model has 1e-8\n`,
  );
});

test("where both are the same, nothing is said", async () => {
  const text = `${LLAMA}rms_norm_epsilon: 1.0e-6\n`.replace("swiglu", "gelu").replace("rmsnorm", "layernorm");
  const neox = text
    .replace(/^(use_bias|intermediate).*\n/gm, "")
    .concat("rotary_pct: 0.25\ngpt_j_residual: true\n");
  const { exit, stdout, stderr } = await toHf(neox, "--vocab", "300", "--format", "json");
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  const { right, converter, ...answer } = JSON.parse(stdout);
  expect(answer).toEqual({ architecture: "neox", differences: [] });
  expect(right).toMatchObject(converter);
});

test("what the converter cannot know: the approximation of gelu, a share of the heads, another type", async () => {
  const plain = "num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\nmax_position_embeddings: 128\n";
  const fused = `${plain}pos_emb: rotary\nbias_gelu_fusion: true\nno_weight_tying: true\n`;
  expect((await toHf(fused, "--vocab", "304")).stderr).toBe(
    'neox-config: hidden_act: convert_neox_to_hf.py --architecture neox writes "gelu", the model has "gelu_fast"\n',
  );
  const gpt2 = `${plain}pos_emb: learned\nbias_gelu_fusion: true\n`;
  expect((await toHf(gpt2, "--vocab", "304")).stderr).toBe(
    'neox-config: model_type: convert_neox_to_hf.py --architecture neox writes "gpt_neox", the model has "gpt2"\n',
  );
});

test("no model of transformers has relative positions", async () => {
  const { exit, stdout, stderr } = await toHf(LLAMA.replace("rotary", "rpe"), "--vocab", "300");
  expect({ exit, stdout }).toEqual({ exit: 1, stdout: "" });
  expect(stderr).toBe(
    "neox-config: convert_neox_to_hf.py --architecture llama writes a config.json of another model: " +
      "No model of transformers that is known here has what pos_emb makes.\n",
  );
});

test("without a tokenizer, the rows of the vocabulary are left out, which is said", async () => {
  const { stdout, stderr } = await toHf(LLAMA);
  expect(JSON.parse(stdout)).not.toHaveProperty("vocab_size");
  expect(stderr).toContain("note: vocab_size is left out, for the tokenizer's size is unknown: --vocab N\n");
});

test("an overlay describes no model", async () => {
  const { exit, stderr } = await toHf("train_iters: 5\n");
  expect(exit).toBe(2);
  expect(stderr).toContain("no model is described by a.yml");
});

test.each([
  [
    "the nearest",
    "attention_config: [[[mamba], 2]]\nnorm: rmsnorm\n",
    "The nearest is mamba, but for pos_emb.",
  ],
  ["a key", "pos_emb: rpe\n", "has what pos_emb makes."],
  ["a width", "activation: swiglu\nintermediate_size: 128\n", "has what intermediate_size makes."],
  ["a function", "activation: softsign\n", "has what activation makes."],
])("%s is named where no model of transformers is built so", async (_, text, reason) => {
  const sizes = "num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\nmax_position_embeddings: 128\n";
  const { exit, stdout } = await toHf(`${sizes}${text}`, "--format", "json");
  expect(exit).toBe(1);
  const { right, reason: told } = JSON.parse(stdout);
  expect(right).toBeNull();
  expect(told).toContain(reason);
});

test.each([
  ["norm: rmsnorm\nrms_norm_epsilon: .inf", "rms_norm_eps is no number"],
  ["norm: layernorm\nlayernorm_epsilon: .nan", "layer_norm_eps is no number"],
  ["rotary_pct: .inf", "is no number"],
  ["rotary_emb_base: .nan", "is no number"],
  ["intermediate_size: .inf", "intermediate_size is no number"],
  ["intermediate_size: 1.0e+300", "intermediate_size is no whole number above 0"],
])("what no config.json says, %j, is told as such", async (lines, reason) => {
  const keys = lines.split("\n").map((line) => line.replace(/:.*/, ""));
  const others = LLAMA.split("\n").filter((line) => !keys.includes(line.replace(/:.*/, "")));
  const { exit, stdout, stderr } = await toHf([lines, ...others].join("\n"), "--vocab", "300");
  expect([exit, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("A config.json cannot say it: ");
  expect(stderr).toContain(reason);
});
