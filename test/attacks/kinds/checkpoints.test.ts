import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import { MODEL } from "../command";
import { HOSTILE } from "../harmless";
import { type Attack, carryOut } from "./attack";
import { bytes, dict, oneTensor, type Part, pickle, repeated, tensor, uint32, word, zip } from "./dataFiles";

const STEP = "c/global_step1";
const layer = (index: number) => `layer_${String(index).padStart(2, "0")}-model_00-model_states.pt`;
const RANK = "mp_rank_00_model_states.pt";
const OPTIMIZER = "zero_pp_rank_0_mp_rank_00_optim_states.pt";

/** A checkpoint of these files, and what more is made of it. */
const checkpoint = (
  files: Readonly<Record<string, string | Uint8Array>>,
  prepare: (folder: string) => void = () => {},
  ...args: readonly string[]
): Attack => ({
  files: {
    "a.yml": `${MODEL}pipe_parallel_size: 1\nload: c\n`,
    "c/latest": "global_step1",
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`${STEP}/${name}`, content])),
  },
  args: args.length > 0 ? args : ["check", "a.yml"],
  prepare: (folder) => prepare(join(folder, STEP)),
});

/** One file of a few bytes, under the names of hundreds. */
const linked =
  (to: string, count: number, name: (index: number) => string) =>
  (step: string): void => {
    for (let index = 1; index <= count; index++) {
      mkdirSync(dirname(join(step, name(index))), { recursive: true });
      symlinkSync(to, join(step, name(index)));
    }
  };

/** A packed archive takes a thousandth of what it holds. */
const packed = async (...parts: readonly Part[]) =>
  checkpoint({ [RANK]: await zip({ "a/data.pkl": pickle(...parts) }, 9) });
const whole = async (...parts: readonly Part[]) =>
  checkpoint({ [RANK]: await zip({ "a/data.pkl": pickle(...parts) }) });
const optimizer = async (...parts: readonly Part[]) =>
  checkpoint({ [OPTIMIZER]: await zip({ "a/data.pkl": pickle(...parts) }) });

const counted = (count: number, item: (index: number) => Uint8Array) =>
  Buffer.concat(Array.from({ length: count }, (_, index) => item(index)));

const REMEMBERING = pickle("N", "\x94".repeat(1_300_000), ".");
/** Magic, protocol and machine of a file before torch 1.6, and an empty dict. */
const OLD = bytes("\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.\x80\x02}.\x80\x02}.");

/** Twelve ranks, each with 190,000 values three times that nobody asks for. */
const twelve = async (before: Part, item: string) => {
  const batch = bytes("(", item.repeat(190_000), "e");
  const value = pickle(before, "}", word("ds_config"), "]", batch, batch, batch, "s.");
  return checkpoint(
    { [RANK]: await zip({ "a/data.pkl": value }) },
    linked(RANK, 11, (index) => `mp_rank_${String(index).padStart(2, "0")}_model_states.pt`),
  );
};

carryOut({
  "30 layers of 100,000 tensors": checkpoint(
    {
      [RANK]: await zip({ "a/data.pkl": pickle(dict({ module: "N" }), ".") }),
      [layer(0)]: await zip({
        "a/data.pkl": pickle(
          oneTensor(100_000, (index) => `attention${index}`),
          ".",
        ),
      }),
    },
    linked(layer(0), 29, layer),
  ),
  "12 ranks of 570,000 dicts": await twelve("", "}"),
  "12 ranks of 570,000 lists": await twelve("", "]"),
  "12 ranks of 570,000 sets": await twelve("", "\x8f"),
  "12 ranks of 570,000 objects": await twelve("ca\nb\nq\x000", "h\0)\x81"),
  "12 ranks of 570,000 ints of 72 bits": await twelve("", `\x8a\x09${"\x01".repeat(9)}`),
  "a packed pickle of 15,900,000 values at once": await packed("N".repeat(15_900_000), "."),
  "a packed pickle of a list of 15,900,000": await packed("(", "N".repeat(15_900_000), "l."),
  "a packed pickle that remembers 15,900,000 times": await packed("N", "\x94".repeat(15_900_000), "."),
  "a packed pickle of 15,900,000 marks": await packed("(".repeat(15_900_000), "."),
  "a packed text of bytes that are none": await packed(
    "X",
    uint32(15_900_000),
    "\xff".repeat(15_900_000),
    ".",
  ),
  "a pickle that remembers 1,300,000 times": checkpoint({ [RANK]: await zip({ "a/data.pkl": REMEMBERING }) }),
  "a pickle that remembers under 300,000 numbers": await whole(
    "N",
    counted(300_000, (index) => bytes("r", uint32(0xffffffff - index))),
    ".",
  ),
  "a dict of 300,000 numbers": await whole(
    "}(",
    counted(300_000, (index) => bytes("J", uint32(index), "N")),
    "u.",
  ),
  "200,000 arguments": await whole(
    "}",
    word("args"),
    "}(",
    counted(200_000, (index) => bytes(word(`a${index}`), "N")),
    "us.",
  ),
  "a set of 380,000 numbers": await whole(
    "\x8f(",
    counted(380_000, (index) => bytes("J", uint32(index))),
    "\x90.",
  ),
  "a set that is filled with itself": await whole("\x8f(", "2".repeat(1000), "\x90."),
  "a list that is filled with itself 1,800,000 times": await whole("]", "2a".repeat(900_000), "."),
  "an optimizer of 100,000 groups": await optimizer(
    ...["}", word("optimizer_state_dict"), "}", word("base_optimizer_state"), "}", word("param_groups")],
    ...["]q\0(", "}".repeat(100_000), "e", "sss."],
  ),
  "an optimizer whose state is itself": await optimizer(
    "}q\0",
    ...["optimizer_state_dict", "base_optimizer_state", "state", "param_groups"].flatMap((it) => [
      word(it),
      "h\0s",
    ]),
    ".",
  ),
  "an optimizer of names for a terminal": await optimizer(
    ...["}", word("optimizer_state_dict"), "}", word("base_optimizer_state"), "}(", word("param_groups")],
    ...["]", word("state"), "}K\0}", word(HOSTILE), "Nsss", "u", "s."],
  ),
  "weights of 500,000 sizes": await whole(
    "}",
    word("module"),
    "}",
    word("w"),
    tensor(bytes("(", "K\x01".repeat(500_000), "t")),
    "sss.",
  ),
  "weights of sizes below nothing": await whole(
    "}",
    word("module"),
    "}",
    word("w"),
    tensor(bytes("J", [0, 0, 0, 0x80], "\x85")),
    "sss.",
  ),
  "weights of names for a terminal": checkpoint({
    [layer(3)]: await zip({ "a/data.pkl": pickle("}", word(HOSTILE), tensor("K\x05\x85"), "s.") }),
  }),
  "an archive with a name for a terminal": checkpoint({
    [RANK]: await zip({ [`${HOSTILE}/data.pkl`]: pickle("}.") }),
  }),
  "one pickle under the names of 300 layers": checkpoint(
    { [layer(0)]: await zip({ "a/data.pkl": REMEMBERING }) },
    linked(layer(0), 300, layer),
  ),
  "18,000 records under the names of 100 layers": checkpoint(
    {
      [layer(0)]: await zip({
        ...Object.fromEntries(Array.from({ length: 18_000 }, (_, index) => [`a/${index}`, new Uint8Array()])),
        "a/data.pkl": pickle("}."),
      }),
    },
    linked(layer(0), 100, layer),
  ),
  "18,000 records and no pickle under the names of 1,000 layers": checkpoint(
    {
      [layer(0)]: await zip(
        Object.fromEntries(Array.from({ length: 18_000 }, (_, index) => [`a/${index}`, new Uint8Array()])),
      ),
    },
    linked(layer(0), 1000, layer),
  ),
  "a packed pickle under the names of 300 layers": checkpoint(
    { [layer(0)]: await zip({ "a/data.pkl": pickle("}.", "N".repeat(15_900_000)) }, 9) },
    linked(layer(0), 300, layer),
  ),
  "an old file of a terabyte under the names of 300 layers": checkpoint({ [layer(0)]: OLD }, (step) => {
    truncateSync(join(step, layer(0)), 2 ** 40);
    linked(layer(0), 300, layer)(step);
  }),
  "old files without an end of their last pickle": checkpoint(
    { [layer(0)]: bytes(OLD.subarray(0, -2), "]".repeat(600_000)) },
    linked(layer(0), 100, layer),
  ),
  "one config under 200 names": checkpoint(
    { "configs/0.yml": Array.from({ length: 70_000 }, (_, index) => `k${index}: 1\n`).join("") },
    linked("0.yml", 200, (index) => `configs/${index}.yml`),
  ),
  "a saved config that is a bomb": checkpoint({
    "configs/a.yml": `a: &a [1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 25 }, (_, i) => `b${i}: &b${i} [${Array(9).fill(i ? `*b${i - 1}` : "*a")}]\n`).join("")}`,
  }),
  "saved configs for a terminal": checkpoint({
    [`configs/${HOSTILE}.yml`]: `hidden_size: ${JSON.stringify(HOSTILE)}\n`,
    "configs/b.yml": "hidden_size: [\n",
  }),
  "a folder of layers that are folders": checkpoint({ [`${layer(0)}/x`]: "", [`${RANK}/x`]: "" }),
  "ranks of numbers beyond counting": checkpoint({
    [`mp_rank_${"9".repeat(200)}_model_states.pt`]: "",
    [`layer_${"9".repeat(100)}-model_${"9".repeat(100)}-model_states.pt`]: "",
  }),
  "1,990 ranks of a few bytes each": checkpoint(
    Object.fromEntries(
      await Promise.all(
        Array.from({ length: 1990 }, async (_, index) => [
          `mp_rank_${index}_model_states.pt`,
          await zip({ "a/data.pkl": pickle("}", word("args"), "}", word("a"), `I${index}\n`, "ss.") }),
        ]),
      ),
    ),
  ),
  "3,000 ranks without content": checkpoint(
    Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`mp_rank_${index}_model_states.pt`, ""])),
  ),
  "a checkpoint compared that is a pickle of itself": checkpoint(
    { [RANK]: await zip({ "a/data.pkl": pickle("}q\0", word("args"), "h\0s", word("module"), "h\0s.") }) },
    () => {},
    ...["compare", "a.yml", "--checkpoint"],
  ),
  "bytes behind every opcode": checkpoint({
    [RANK]: await zip({
      "a/data.pkl": repeated(
        Uint8Array.from({ length: 256 }, (_, index) => index),
        7000,
      ),
    }),
  }),
});

/** Of the files that NeoX looks into, each with this content. */
const files = (content: Uint8Array, ...args: readonly string[]) =>
  checkpoint({ [RANK]: content, [layer(0)]: content, [OPTIMIZER]: content }, () => {}, ...args);
const pickled = async (...parts: readonly Part[]) => files(await zip({ "a/data.pkl": pickle(...parts) }));

/** A dict with these values, each as its opcodes. */

const INFINITE = "G\x7f\xf0\0\0\0\0\0\0";
const NO_NUMBER = "G\x7f\xf8\0\0\0\0\0\0";
const LEAST = "J\0\0\0\x80";
const VAST = bytes("\x8a\x40", new Uint8Array(64).fill(127));

/** A launch that names its checkpoint by these lines, and what lies there. */
const naming = (lines: string, contents: Readonly<Record<string, string>>): Attack => ({
  files: { "a.yml": `${MODEL}load: c\n${lines}`, ...contents },
  args: ["check", "a.yml"],
});
const latest = (content: string) => naming("", { "c/latest": content, "c/x": "" });

carryOut({
  "an archive of nothing but heads": files(bytes("PK\x03\x04", new Uint8Array(1_000_000).fill(80))),
  "an archive of 300,000 large ends": files(
    bytes("PK\x03\x04", repeated(bytes("PK\x06\x07"), 300_000), "PK\x05\x06", new Uint8Array(18).fill(255)),
  ),
  "an archive of 30,000 records of nothing": files(
    bytes(
      ...["PK\x03\x04", repeated(bytes("PK\x01\x02", new Uint8Array(42)), 30_000), "PK\x05\x06\0\0\0\0"],
      ...[new Uint8Array(4).fill(255), uint32(46 * 30_000), uint32(4), "\0\0"],
    ),
  ),
  "an archive of 12,000 folders": files(
    await zip(Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`a/${i}/`, new Uint8Array()]))),
  ),
  "an archive of a name of 60,000 letters": files(
    await zip({ [`${"a".repeat(60_000)}/data.pkl`]: pickle("}.") }),
  ),
  "an archive of a name of 30,000 folders": files(
    await zip({ [`${"a/".repeat(30_000)}data.pkl`]: pickle("}.") }),
  ),
  "an archive of two pickles": files(
    await zip({ "a/data.pkl": pickle("}."), "b/data.pkl": pickle("]".repeat(1000)) }),
  ),
  "a number of 1,700,000 digits in a line": await pickled(`I${"9".repeat(1_700_000)}\n.`),
  "a part of a number of 800,000 exponents": await pickled(`F${"1e".repeat(800_000)}\n.`),
  "a text of 1,700,000 quotes": await pickled(`S'${"'".repeat(1_700_000)}'\n.`),
  "a text of 280,000 escapes": await pickled(`V${"\\u0041".repeat(280_000)}\n.`),
  ...Object.fromEntries(
    await Promise.all(
      [`Np${"1".repeat(300)}\n.`, "Np-1\n.", "Ngnan\n.", "0000000.", "((((", "r\xff"].map(
        async (parts): Promise<readonly [string, Attack]> => [
          `the pickle ${JSON.stringify(parts.slice(0, 20))}`,
          await pickled(parts),
        ],
      ),
    ),
  ),
  "800,000 states of nothing": await pickled("N", repeated(bytes("Nb"), 800_000), "."),
  "a dict in itself 250,000 times": await pickled("}q\0", repeated(bytes("h\0h\0s"), 250_000), "."),
  "100,000 keys that are no numbers": await pickled("}(", repeated(bytes(NO_NUMBER, "N"), 100_000), "u."),
  "an ordered dict of 60,000 names": await pickled(
    "ccollections\nOrderedDict\n)R(",
    counted(60_000, (index) => bytes(word(`w${index}`), "N")),
    "u.",
  ),
  "arguments of other kinds": await pickled(
    dict({
      args: dict({
        ...{ num_layers: "N", hidden_size: "]", num_attention_heads: "}", seq_length: "\x88" },
        ...{ max_position_embeddings: INFINITE, make_vocab_size_divisible_by: NO_NUMBER },
        ...{ padded_vocab_size: ")", tokenizer_type: VAST, model_parallel_size: bytes("B", uint32(1), "a") },
        ...{ pos_emb: "ca\nb\n", norm: word(HOSTILE), activation: LEAST },
      }),
    }),
    ".",
  ),
  "sizes of the run of other kinds": await pickled(
    dict({
      ...{ dp_world_size: INFINITE, mp_world_size: VAST, global_samples: LEAST },
      ...{ iteration: NO_NUMBER, total_iters: "K\0" },
    }),
    ".",
  ),
  "a schedule of other kinds": await pickled(
    dict({
      lr_scheduler: dict({
        ...{ start_lr: NO_NUMBER, warmup_iter: LEAST, end_iter: "}", num_iters: "]" },
        ...{ decay_style: word(HOSTILE), min_lr: "N" },
      }),
    }),
    ".",
  ),
  "a config of DeepSpeed for a terminal": await pickled(
    dict({
      ds_config: dict({
        ...{ train_batch_size: NO_NUMBER, fp16: "]", optimizer: dict({ type: word(HOSTILE) }) },
        zero_optimization: dict({ stage: word(HOSTILE) }),
      }),
    }),
    ".",
  ),
  "an optimizer of 50,000 groups of two": await pickled(
    dict({
      optimizer: dict({
        param_groups: bytes("](", repeated(bytes("}", word("params"), "](K\x01K\x02es"), 50_000), "e"),
        state: "}",
      }),
    }),
    ".",
  ),
  "3,000 weights beyond counting": await pickled(
    dict({
      module: bytes(
        "}(",
        counted(3000, (index) =>
          bytes(word(`layers.${index}.w`), tensor(bytes("(", "J\xff\xff\xff\x7f".repeat(4), "t"))),
        ),
        "u",
      ),
    }),
    ".",
  ),
  "a parameter of a parameter, 20,000 times": await pickled(
    dict({
      module: dict({
        w: bytes(
          repeated(bytes("ctorch._utils\n_rebuild_parameter\n("), 20_000),
          "N",
          repeated(bytes("\x88tR"), 20_000),
        ),
      }),
    }),
    ".",
  ),
  "an old file of another number": files(bytes("\x80\x02\x8b", uint32(64), new Uint8Array(64).fill(1), ".")),
  "an old file and 1,900,000 zeros": files(bytes(OLD, new Uint8Array(1_900_000))),
  "weights of another format": files(bytes(new Uint8Array(8).fill(120), "{}")),
  ...Object.fromEntries(
    [
      " \n\u2028 ",
      "\ufeffglobal_step1",
      "a/".repeat(3000),
      "%2e%2e/%2e%2e/etc",
      "./././.",
      "..\\..\\etc",
    ].map((name): readonly [string, Attack] => [
      `a latest of ${JSON.stringify(name.slice(0, 20))}`,
      latest(name),
    ]),
  ),
  "a universal latest of an order": naming("checkpoint: {load_universal: true}\n", {
    "c/latest_universal": "../../x\n::y",
  }),
  ...Object.fromEntries(
    ["9".repeat(26), ".nan", '"../../x"', "-1", "[1]"].map((step): readonly [string, Attack] => [
      `the iteration ${step}`,
      naming(`iteration: ${step}\n`, { "c/latest": "x", [`c/global_step${"9".repeat(26)}/x`]: "" }),
    ]),
  ),
  "1,500 saved configs, compared": checkpoint(
    Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`configs/${i}.yml`, "hidden_size: 9\n"])),
    () => {},
    ...["compare", "a.yml", "--checkpoint"],
  ),
});
