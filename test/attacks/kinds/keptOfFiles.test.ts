import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { MODEL } from "../command";
import { count, lines } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { bytes, pickle, repeated, word, zip } from "./dataFiles";

/** What is kept of files that a launch loads, and told of them: of one under many names, of values under many keys. */
const STEP = "c/global_step1";
const RANK = "mp_rank_00_model_states.pt";
const tensor = bytes(
  "ctorch._utils\n_rebuild_tensor_v2\n((",
  word("storage"),
  "ctorch\nFloatStorage\n",
  word("0"),
  word("cpu"),
  "K\x01tQK\0(",
  "K\x01".repeat(64),
  "tK\x01\x85\x89N",
  "tR",
);

/** A checkpoint of a rank with this state, and as many more by links. */
async function ranks(state: Uint8Array, links: number): Promise<Attack> {
  return {
    files: {
      "a.yml": `${MODEL}load: c\n`,
      "c/latest": "global_step1",
      [`${STEP}/${RANK}`]: await zip({ "a/data.pkl": pickle(state, ".") }),
    },
    args: ["check", "a.yml"],
    prepare(folder) {
      for (let rank = 1; rank <= links; rank++)
        symlinkSync(RANK, join(folder, STEP, RANK.replace("00", String(rank).padStart(2, "0"))));
    },
  };
}

const dicts = bytes("](", repeated(bytes("}".repeat(190_000), "e("), 2), "}".repeat(190_000), "e");
const under = (name: string) => bytes("}", word(name), dicts, "s");

/** Two configs, and what is asked of both. */
const both = (own: string, other: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": MODEL + own, "b.yml": MODEL + other },
  args: ["compare", "a.yml", "b.yml", ...args],
});
/** Configs that have lines each of their own. */
const configsOf = (length: number, own: (index: number) => string) =>
  Object.fromEntries(Array.from({ length }, (_, index) => [`c${index}.yml`, MODEL + own(index)]));
const configs = (own: (index: number) => string) => configsOf(200, own);
const WORDS = JSON.stringify({
  model: {
    type: "WordLevel",
    unk_token: "t0",
    vocab: Object.fromEntries(Array.from({ length: 110_000 }, (_, index) => [`t${index}`, index])),
  },
});
const list = (item: string) => `&x${item} [${`${item},`.repeat(50_000)}]`;
/** Keys of the catalogue that may have any value for this. */
const KEYS =
  `optimizer scheduler fp16 bf16 zero_optimization sparsity_config mup_width_scale data_path tokenizer_type
  activation norm pos_emb init_method output_layer_init_method lr_decay_style hostfile launcher comment autotuning tensorboard
  wandb csv_monitor elasticity flops_profiler curriculum_learning communication_data_type steps_per_print wall_clock_breakdown`.split(
    /\s+/,
  );
const all = (value: string, keys = KEYS) => lines(keys.length, (index) => `${keys[index]}: ${value}`);
const named = (alias: string) => `x: &m {${count(1000, (index) => `k${index}: ${alias}, `)}}\n${all("*m")}`;

/** 100 lines of `--launches`, each of a launch that has one line of its own. */
const launches = (own: (index: number) => string) =>
  count(100, (index) => `${JSON.stringify({ files: [{ name: "a.yml", text: MODEL + own(index) }] })}\n`);
/** Links to one file or folder. */
const links =
  (target: string, ending = "") =>
  (folder: string) => {
    for (let index = 0; index < 200; index++) symlinkSync(target, join(folder, `l${index}${ending}`));
  };
const TOKENS = JSON.stringify(
  Object.fromEntries(["<|endoftext|>", ...Array(110_000).keys()].map((token, id) => [token, id])),
);

carryOut({
  "a vocabulary of 12,000,000 objects in 100 lines, by links": {
    files: { "v.json": `[${"{},".repeat(12_000_000)}{}]` },
    args: ["check", "--launches", "-"],
    stdin: launches((index) => `tokenizer_type: HFTokenizer\nvocab_file: ./l${index}.json\n`),
    prepare: links("v.json", ".json"),
  },
  "250 configs of 900 data sets each that are not there, in folders that are not": {
    files: configsOf(250, (index) => `train_data_paths: [${count(900, (at) => `${index}-${at}/d, `)}]\n`),
    args: ["check", "--each", "."],
  },
  "250 configs of 900 data sets each that are missing from their folder": {
    files: {
      "d/x": "",
      ...configsOf(250, (index) => `train_data_paths: [${count(900, (at) => `d/${index}-${at}, `)}]\n`),
    },
    args: ["check", "--each", "."],
  },
  "a config of 900 data sets behind as many links to a folder of 30,000 names": {
    files: {
      "a.yml": `${MODEL}train_data_paths: [${count(900, (index) => `l${index}/x, `)}]\n`,
      ...Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`d/${index}.idx`, ""])),
    },
    args: ["check", "a.yml"],
    prepare(folder) {
      for (let index = 0; index < 900; index++) symlinkSync("d", join(folder, `l${index}`));
    },
  },
  "250 configs of 900 keys each that come again": {
    files: configsOf(250, () => "seq_length: 1\n".repeat(900)),
    args: ["check", "--each", "."],
  },
  "a folder of a tokenizer of 110,000 words under 200 names": {
    files: {
      "t/tokenizer.json": WORDS,
      ...configs((index) => `tokenizer_type: HFGPT2Tokenizer\nvocab_file: ./l${index}\n`),
    },
    args: ["check", "--each", "."],
    prepare: links("t"),
  },
  "a vocabulary of 110,000 words under 200 names, with merges of its own for each": {
    files: {
      "v.json": TOKENS,
      ...Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`m${index}`, "#version\na b\n"])),
      ...configs(
        (index) => `tokenizer_type: GPT2BPETokenizer\nvocab_file: ./l${index}\nmerge_file: ./m${index}\n`,
      ),
    },
    args: ["check", "--each", "."],
    prepare: links("v.json"),
  },
  "a checkpoint of a rank of 570,000 dicts under 200 names": {
    files: {
      "c/latest": "global_step1",
      [`${STEP}/${RANK}`]: await zip({ "a/data.pkl": pickle(under("ds_config"), ".") }),
      ...configs((index) => `load: ./l${index}\n`),
    },
    args: ["check", "--each", "."],
    prepare: links("c"),
  },
  "a config of DeepSpeed of 570,000 dicts in each of 12 ranks": await ranks(under("ds_config"), 12),
  "a schedule of 570,000 dicts in each of 12 ranks": await ranks(
    bytes("}", word("lr_scheduler"), bytes("}", word("end_iter"), dicts, "ss")),
    12,
  ),
  "arguments of 570,000 dicts in each of 12 ranks": await ranks(
    bytes("}", word("args"), bytes("}", word("num_layers"), dicts, "ss")),
    12,
  ),
  "20,000 names of one tensor of 64 sizes in each of 30 ranks": await ranks(
    bytes(
      "}",
      word("module"),
      "}(",
      word("w"),
      tensor,
      "q\x05",
      ...Array.from({ length: 20_000 }, (_, index) => bytes(word(`w${index}`), "h\x05")),
      "us",
    ),
    30,
  ),
  "one description of a model under 100 names": {
    files: {
      "m/config.json": `{"a": [${"{},".repeat(330_000)}{}]}`,
      "a.yml": MODEL + lines(100, (index) => `# neox-config: same-as ${"./".repeat(index + 1)}m`),
    },
    args: ["check", "a.yml"],
  },
  "100 descriptions of models that are one by links": {
    files: {
      "m0/config.json": `{"a": [${"{},".repeat(330_000)}{}]}`,
      "a.yml": MODEL + lines(100, (index) => `# neox-config: same-as ./m${index}`),
    },
    args: ["check", "a.yml"],
    prepare(folder) {
      for (let index = 1; index < 100; index++) symlinkSync("m0", join(folder, `m${index}`));
    },
  },
  "a tokenizer of 110,000 words beside 200 folders to load": {
    files: {
      "v.json": WORDS,
      ...configs((index) => `tokenizer_type: HFTokenizer\nvocab_file: v.json\nload: nowhere${index}\n`),
    },
    args: ["check", "--each", "."],
  },
  "a tokenizer of 110,000 words under 200 names": {
    files: {
      "v.json": WORDS,
      ...configs((index) => `tokenizer_type: HFTokenizer\nvocab_file: l${index}.json\n`),
    },
    args: ["check", "--each", "."],
    prepare: links("v.json", ".json"),
  },
  "a hostfile of 130,000 hosts under 200 names": {
    files: {
      hosts: count(130_000, (index) => `h${index} slots=8\n`),
      ...configs((index) => `hostfile: ./l${index}\n`),
    },
    args: ["check", "--each", "."],
    prepare: links("hosts"),
  },
  "a hostfile of 20,000 hosts of which 200 configs leave out one each": {
    files: {
      hosts: count(20_000, (index) => `${"h".repeat(60)}${index} slots=8\n`),
      ...configs((index) => `hostfile: ./hosts\nexclude: ${"h".repeat(60)}${index}\n`),
    },
    args: ["check", "--each", "."],
  },
  "a list in which two equal lists take turns": both(
    `x: &x [${"1,".repeat(10_000)}]\ny: &y [${"1,".repeat(10_000)}]\ntrain_data_paths: [${"*x,*y,".repeat(50_000)}]\n`,
    "",
  ),
  "10,000 values that are one list of 50,000 items": both(
    `l: ${list("1")}\n${named("*x1")}`,
    `l: ${list("2")}\n${named("*x2")}`,
  ),
  "10,000 texts of 9,000 letters that differ in the last one": both(
    `l: &l "${"a".repeat(9000)}1"\n${named("*l")}`,
    `l: &l "${"a".repeat(9000)}2"\n${named("*l")}`,
  ),
  "300 arguments of a checkpoint that are one list, in JSON": {
    files: {
      "a.yml": `${MODEL}load: c\nx: ${list("1")}\n${all("*x1")}`,
      "c/latest": "global_step1",
      [`${STEP}/configs/a.yml`]: `${MODEL}x: ${list("2")}\n${all("*x2")}`,
    },
    args: ["compare", "a.yml", "--checkpoint", "--format", "json"],
  },
  "a model of 10,000 layers given to a converter of another": {
    files: {
      "a.yml": MODEL.replace("num_layers: 12", "num_layers: 10000"),
      "c.json": JSON.stringify({
        ...{ model_type: "llama", architectures: ["LlamaForCausalLM"], num_hidden_layers: 10_000 },
        ...{ hidden_size: 4096, intermediate_size: 11_008, num_attention_heads: 32, vocab_size: 50_304 },
      }),
    },
    args: [
      ...["converts", "a.yml", "--tool", "convert_hf_llama_to_neox", "--given", "c.json"],
      ...["--format", "json"],
    ],
  },
  "a vocabulary of 13,000,000 objects": {
    files: {
      "a.yml": `${MODEL}tokenizer_type: HFTokenizer\nvocab_file: v.json\n`,
      "v.json": `[${"{},".repeat(13_000_000)}{}]`,
    },
    args: ["check", "a.yml"],
  },
  "a vocabulary of 20,000,000 pieces of nothing": {
    files: {
      "a.yml": `${MODEL}tokenizer_type: SPMTokenizer\nvocab_file: v.model\n`,
      "v.model": "\x08\x00".repeat(20_000_000),
    },
    args: ["check", "a.yml"],
  },
});
