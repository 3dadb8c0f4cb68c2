import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import { MODEL } from "../command";
import { HOSTILE } from "../harmless";
import { type Attack, carryOut } from "./attack";
import { bytes, dict, type Part, pickle, repeated, text, uint32, uint64, word, zip } from "./dataFiles";

type Files = Readonly<Record<string, string | Uint8Array>>;

const STEP = "c/global_step1";
const RANK = `${STEP}/mp_rank_00_model_states.pt`;

/** A launch that loads, with whatever lies there. */
const loading = (files: Files, lines = "", ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}load: c\n${lines}`, "c/latest": "global_step1", ...files },
  args: args.length > 0 ? args : ["check", "a.yml"],
});
const states = async (...parts: readonly Part[]) =>
  loading({ [RANK]: await zip({ "a/data.pkl": pickle(...parts) }) });
/** A file of safetensors of this head. */
const safetensors = (head: string, size = BigInt(Buffer.byteLength(head))) => bytes(uint64(size), text(head));
const data = (index: Uint8Array, lines = ""): Attack => ({
  files: {
    "a.yml": `${MODEL}train_data_paths: [d/x]\nvalid_data_paths: [d/x]\ntest_data_paths: [d/x]\n${lines}`,
    "d/x.idx": index,
    "d/x.bin": new Uint8Array(64),
  },
  args: ["check", "a.yml"],
});
const index = (sequences: bigint, documents: bigint, ...rest: readonly Part[]) =>
  bytes("MMIDIDX\0\0", uint64(1n), [8], uint64(sequences), uint64(documents), ...rest);
const tokenizer = (json: string, type = "HFTokenizer"): Attack => ({
  files: {
    "a.yml": `${MODEL}tokenizer_type: ${type}\nvocab_file: t.json\nmerge_file: m.txt\n`,
    "t.json": json,
    "m.txt": json,
  },
  args: ["check", "a.yml"],
});
const of = (length: number, item: (index: number) => string) =>
  Array.from({ length }, (_, i) => item(i)).join();

carryOut({
  "a load that is a folder of itself by each kind of name": {
    ...loading({}, "iteration: 1\nsave: c/../c/./global_step1\n"),
    prepare: (folder) => {
      mkdirSync(join(folder, STEP));
      symlinkSync("../..", join(folder, STEP, "configs"));
    },
  },
  "a latest of a name in other breaks": loading({ "c/latest": "global_step1\r\n\u0085\u2028", [RANK]: "" }),
  "a latest in wide letters": loading({
    "c/latest": Buffer.from("\ufeffglobal_step1", "utf16le"),
    [RANK]: "",
  }),
  "a latest that names latest": loading({ "c/latest": "latest" }),
  "saved configs of a launch that are the launch": {
    ...loading({}, "", "compare", "a.yml", "--checkpoint"),
    prepare: (folder) => {
      mkdirSync(join(folder, STEP), { recursive: true });
      symlinkSync("../..", join(folder, STEP, "configs"));
    },
  },
  "saved configs that merge and multiply, compared": loading(
    {
      [`${STEP}/configs/a.yml`]: `a0: &a0 {k: 1}\n${Array.from({ length: 300 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [${Array(20).fill(`*a${i}`)}]}\n`).join("")}`,
    },
    "",
    "compare",
    "a.yml",
    "--checkpoint",
  ),
  "300 saved configs of 5,000 keys each, compared": {
    ...loading(
      { [`${STEP}/configs/0.yml`]: Array.from({ length: 5000 }, (_, i) => `k${i}: ${i}\n`).join("") },
      "",
      "compare",
      "a.yml",
      "--checkpoint",
    ),
    prepare: (folder) => {
      for (let i = 1; i < 300; i++) symlinkSync("0.yml", join(folder, STEP, `configs/${i}.yml`));
    },
  },
  "states of a rank under each name that a rank may have": {
    ...loading({ [RANK]: await zip({ "a/data.pkl": pickle(dict({ module: dict({ w: "N" }) }), ".") }) }),
    prepare(folder) {
      for (let i = 1; i < 200; i++)
        for (const name of [
          `mp_rank_0${i}_model_states.pt`,
          `zero_pp_rank_${i}_mp_rank_00_optim_states.pt`,
          `bf16_zero_pp_rank_${i}_mp_rank_00_optim_states.pt`,
          `zero_pp_rank_${i}_mp_rank_0${i}_model_states.pt`,
        ])
          symlinkSync("mp_rank_00_model_states.pt", join(folder, STEP, name));
    },
  },
  "a state whose memo is used before it is filled": await states("h\x05h\x06s."),
  "a state that is built of its own memo, 200,000 times": await states(
    "]q\0",
    repeated(bytes("h\0h\0\x85R"), 200_000),
    ".",
  ),
  "a state of a class that is a module of 1,000,000 points": await states(
    "c",
    ".".repeat(1_000_000),
    "\n",
    ".".repeat(500_000),
    "\n)R.",
  ),
  "a state of names in all encodings": await states(
    dict({
      args: dict({
        hidden_size: bytes("X", uint32(4), [0xed, 0xa0, 0x80, 0xff]),
        num_layers: bytes("U\x03", [255, 254, 253]),
      }),
    }),
    ".",
  ),
  "a state of a number of each size, all of them sizes": await states(
    dict({
      args: dict(
        Object.fromEntries(
          ["num_layers", "hidden_size", "num_attention_heads", "seq_length"].map((name, i) => [
            name,
            bytes("\x8a", [255 - i], new Uint8Array(255 - i).fill(127 + i)),
          ]),
        ),
      ),
    }),
    ".",
  ),
  "a state of floats that are no numbers in words": await states("Finf\nFnan\nF1e99999\nF0x10p1\nF1_0\nt."),
  "a state of protocols 0 to 255": loading({
    [RANK]: await zip({ "a/data.pkl": bytes(...Array.from({ length: 256 }, (_, i) => [0x80, i]), "N.") }),
  }),
  "a state with code that removes files": await states(
    "cshutil\nrmtree\n",
    word("."),
    "\x85Rcbuiltins\nexec\n",
    word("open('RAN','w')"),
    "\x85R.",
  ),
  "a state of frames in frames": loading({
    [RANK]: await zip({
      "a/data.pkl": bytes("\x80\x04", repeated(bytes("\x95", uint64(9n)), 150_000), "N."),
    }),
  }),
  "an archive in an archive": loading({
    [RANK]: await zip({ "a/data.pkl": await zip({ "a/data.pkl": pickle("}.") }) }),
  }),
  "an archive whose pickle is under 2,000 names": loading({
    [RANK]: await zip(
      Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`a${i}/data.pkl`, pickle("}.")])),
    ),
  }),
  "an archive with its end cut at each place": loading(
    Object.fromEntries(
      await Promise.all(
        Array.from(
          { length: 40 },
          async (_, i) =>
            [
              `${STEP}/layer_${String(i).padStart(2, "0")}-model_00-model_states.pt`,
              (await zip({ "a/data.pkl": pickle("}.") })).slice(0, -i - 1),
            ] as const,
        ),
      ),
    ),
  ),
  "an archive behind 1,000,000 other bytes, and before as many": loading({
    [RANK]: bytes(
      new Uint8Array(900_000).fill(80),
      await zip({ "a/data.pkl": pickle("}.") }),
      new Uint8Array(60_000).fill(75),
    ),
  }),
  "safetensors in a folder of NeoX": loading({
    [`${STEP}/model.safetensors`]: safetensors(`{"w":{"dtype":"F32","shape":[1e400],"data_offsets":[0,-1]}}`),
    [RANK]: safetensors("{}", 2n ** 63n),
  }),
  "a file before torch 1.6 that is a tar": loading({
    [RANK]: bytes("pickle", new Uint8Array(251), "ustar", new Uint8Array(1000)),
  }),
  "a checkpoint of a terabyte in each of 300 files": {
    ...loading({ [RANK]: "PK\u0003\u0004" }),
    prepare(folder) {
      truncateSync(join(folder, RANK), 2 ** 40);
      for (let i = 1; i < 300; i++)
        symlinkSync("mp_rank_00_model_states.pt", join(folder, STEP, `mp_rank_${i}_model_states.pt`));
    },
  },
  "a reward model, a finetuning and a universal checkpoint of the same": loading(
    { "c/latest_universal": HOSTILE, [RANK]: "x" },
    "finetune: true\nno_load_optim: true\nno_load_rng: [x]\ncheckpoint: {load_universal: 1}\ntrain_impl: rm\niteration: .inf\n",
  ),
  "a resumed schedule of a checkpoint beyond counting": loading(
    {
      [RANK]: await zip({
        "a/data.pkl": pickle(
          dict({
            global_steps: bytes("\x8a\x40", new Uint8Array(64).fill(127)),
            lr_scheduler: dict({ num_iters: "G\x7f\xf0\0\0\0\0\0\0" }),
          }),
          ".",
        ),
      }),
    },
    "",
    "schedule",
    "a.yml",
    "--resume-at",
    "999999999999999999",
  ),

  "an index that is its own tokens": {
    ...data(index(2n, 2n, new Uint8Array(64).fill(1))),
    prepare: (folder) => {
      symlinkSync("x.idx", join(folder, "d/y.bin"));
      symlinkSync("x.idx", join(folder, "d/y.idx"));
    },
  },
  "an index of 100,000 lengths of which each is a document of nothing": data(
    index(100_000n, 100_001n, new Uint8Array(400_000), new Uint8Array(800_000), new Uint8Array(800_008)),
  ),
  "an index whose documents go backwards": data(
    index(
      1000n,
      1000n,
      new Uint8Array(12_000).fill(1),
      ...Array.from({ length: 1000 }, (_, i) => uint64(BigInt(1000 - i))),
    ),
  ),
  "an index of lengths beyond all when they are summed": data(
    index(50_000n, 2n, repeated(uint32(0x7fffffff), 50_000), new Uint8Array(400_016)),
  ),
  "data with weights beyond counting": data(
    index(1n, 1n, new Uint8Array(64)),
    "train_data_weights: [1.0e+308]\nweight_by_num_documents: true\nweighted_sampler_alpha: -.inf\ntrain_iters: 1e15\n",
  ),
  "data of labels and of packing of other kinds": data(
    index(1n, 1n, new Uint8Array(64)),
    "train_label_data_paths: [[d/x]]\npack_impl: [packed]\nallow_chopped: {a: 1}\ndataset_impl: pairwise\n",
  ),

  "a tokenizer of 50,000 added tokens that are parts of each other": tokenizer(
    `{"model":{"type":"BPE","vocab":{},"merges":[]},"added_tokens":[${of(1000, (i) => `{"id":${i},"content":"${"a".repeat(i + 1)}"}`)}]}`,
  ),
  "a tokenizer of steps in steps in steps": tokenizer(
    `{"normalizer":${'{"type":"Sequence","normalizers":['.repeat(900)}${"]}".repeat(900)},"model":{"type":"BPE","vocab":{"a":0}}}`,
  ),
  "a tokenizer of a pattern that never ends": tokenizer(
    `{"pre_tokenizer":{"type":"Split","pattern":{"Regex":"(a+)+${"(b*)*".repeat(9000)}$"}},"model":{"type":"BPE","vocab":{"${"a".repeat(90_000)}":0},"merges":["a a"]}}`,
  ),
  "a tokenizer whose keys come twice, of other kinds": tokenizer(
    '{"model":5,"model":{"vocab":[["a"],["b",1,2],5]},"added_tokens":{"0":1},"added_tokens":[[],{"content":5,"id":"x"}]}',
  ),
  "merges of a tokenizer that are 200,000 chains": tokenizer(
    `{"model":{"type":"BPE","vocab":{"a":0},"merges":[${of(100_000, (i) => `"t${i} t${i + 1}"`)}]}}`,
  ),
  "a list of words of 1,900,000 returns": tokenizer("\r".repeat(1_900_000), "GPT2BPETokenizer"),
  "a tokenizer for each of its names that is a folder": {
    ...tokenizer("{}", "HFGPT2Tokenizer"),
    prepare: (folder) => mkdirSync(join(folder, dirname("v/tokenizer.json/x")), { recursive: true }),
  },
});
