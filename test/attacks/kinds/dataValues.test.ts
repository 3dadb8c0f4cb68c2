import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODEL } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { bytes, repeated, text, uint64 } from "./dataFiles";

const naming = (lines: string, files: Readonly<Record<string, string | Uint8Array>>): Attack => ({
  files: { "a.yml": `${MODEL}${lines}`, ...files },
  args: ["check", "a.yml"],
});

const TRAINED =
  "train_data_paths: [d/x]\nvalid_data_paths: [d/x]\ntest_data_paths: [d/x]\ntrain_iters: 10\nlr_decay_iters: 10\n";

/** Codes of types in an index. */
const TYPE = { int32: 4, int64: 5, float64: 7, uint16: 8 };

/** An index of documents of these sizes at these places. */
function index(sizes: readonly number[], places: readonly number[], type = TYPE.uint16): Uint8Array {
  const counted = Buffer.from(Int32Array.from(sizes).buffer);
  const begun = places.map((place) => uint64(BigInt(place)));
  const head = [uint64(1n), [type], uint64(BigInt(sizes.length)), uint64(1n)];
  return bytes(text("MMIDIDX\0\0"), ...head, counted, ...begun, uint64(0n));
}

const dataset = (idx: Uint8Array, bin: Uint8Array = new Uint8Array(100), lines = TRAINED) =>
  naming(lines, { "d/x.idx": idx, "d/x.bin": bin });

const old = (...counts: readonly bigint[]) =>
  dataset(
    bytes(text("TNTIDX\0\0"), uint64(1n), uint64(4n), ...counts.map(uint64), new Uint8Array(500)),
    new Uint8Array(9),
    `${TRAINED}data_impl: cached\n`,
  );

/** The same, but for a file that is made anew. */
const remade = (name: string, make: (path: string, folder: string) => void): Attack => ({
  ...dataset(index([10], [0])),
  prepare(folder) {
    rmSync(join(folder, name));
    make(join(folder, name), folder);
  },
});

const floats = (value: number) => new Uint8Array(Float64Array.from({ length: 100 }, () => value).buffer);

const tokenizer = (content: string | Uint8Array, type = "HFTokenizer") =>
  naming(`tokenizer_type: ${type}\nvocab_file: t.json\nmerge_file: m.txt\n`, {
    "t.json": content,
    "m.txt": content,
  });

const prompts = (content: string | Uint8Array) =>
  naming("text_gen_type: input-file\nsample_input_file: p\n", { p: content });
const hostfile = (content: string) => naming("hostfile: h\n", { h: content });

/** Data sets of these names beside one that is not there. */
const beside = (names: readonly string[], path = "d/x"): Attack => ({
  ...naming(`data_path: ${JSON.stringify(path)}\n`, {}),
  prepare(folder) {
    mkdirSync(join(folder, "d"));
    for (const name of names)
      for (const ending of ["idx", "bin"]) writeFileSync(join(folder, `d/${name}.${ending}`), "");
  },
});

carryOut({
  "tokens that are no numbers": dataset(index([50, 50], [0, 400], TYPE.float64), floats(Number.NaN)),
  "tokens without an end": dataset(index([50, 50], [0, 400], TYPE.float64), floats(-Infinity)),
  "tokens as large as can be": dataset(index([5, 5], [0, 40], TYPE.int64), new Uint8Array(80).fill(127)),
  "tokens less than nothing": dataset(index([5, 5], [0, 40], TYPE.int64), new Uint8Array(80).fill(255)),
  "documents between two tokens": dataset(index([3, 3], [1, 7], TYPE.int32), new Uint8Array(31)),
  "documents as long as can be": dataset(index([2 ** 31 - 1, 2 ** 31 - 1], [0, 0]), new Uint8Array(1000)),
  "no documents": dataset(index([], [])),
  "no documents of old": old(0n, 0n, 0n),
  "documents of old beyond counting": old(2n ** 63n, 1n, 2n ** 62n),
  "a document of two gigabytes": {
    ...dataset(index([2 ** 30], [0])),
    prepare: (folder) => truncateSync(join(folder, "d/x.bin"), 2 ** 31),
  },
  "tokens that are a pipe": remade("d/x.bin", (path) => void execFileSync("mkfifo", [path])),
  "tokens that are the index": remade("d/x.bin", (path, folder) => linkSync(join(folder, "d/x.idx"), path)),
  "tokens that are a folder": remade("d/x.bin", (path) => mkdirSync(path)),
  "2,500 data sets beside one that is not there": beside(Array.from({ length: 2500 }, (_, i) => `x${i}`)),
  "data sets of orders beside one that is not there": beside([
    ...["x\n::add-mask::", "x\u001b[31m", "x\u202e", "x##vso[q]"],
  ]),
  "a data set of a name that is an order": beside(["q"], "d/x\n::add-mask::y"),
  "a data set of 60,000 points": beside(["q"], `d/${"x.".repeat(60_000)}`),
  "labels that are the data": dataset(
    index(
      Array(3000).fill(600),
      Array.from({ length: 3000 }, (_, i) => i),
      TYPE.int64,
    ),
    new Uint8Array(500_000).fill(255),
    `${TRAINED}train_label_data_paths: [d/x]\nvalid_label_data_paths: [d/x]\ntest_label_data_paths: [d/x]\n`,
  ),
  "a tokenizer of the kind of a prototype": tokenizer('{"model":{"type":"__proto__","vocab":{}}}'),
  ...Object.fromEntries(
    ["check", "report"].map((command) => [
      `${command}: one data set 200,000 times in three lists`,
      {
        ...dataset(
          index(
            Array(8192).fill(2),
            Array.from({ length: 8192 }, (_, i) => 4 * i),
          ),
          new Uint8Array(40_000),
          `${TRAINED.replace("[d/x]", `&x [${"d/x,".repeat(200_000)}]`).replaceAll("[d/x]", "*x")}train_label_data_paths: *x\npack_impl: packed\neval_interval: 5\neval_iters: 1\n`,
        ),
        args: [command, "a.yml"],
      },
    ]),
  ),
  "a split of 400,000 parts": dataset(
    index([10], [0]),
    undefined,
    `data_path: d/x\nsplit: ${"1,".repeat(400_000)}1\n`,
  ),
  "a prefix of 1,800,000 letters": tokenizer(
    `{"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"],"continuing_subword_prefix":"${"x".repeat(1_800_000)}"}}`,
  ),
  "100,000 merges of pairs": tokenizer(
    `{"model":{"type":"BPE","vocab":{"a":0},"merges":[${'["a","a"],'.repeat(100_000)}["a","a"]]}}`,
  ),
  "a merge of 900,000 parts": tokenizer(
    `{"model":{"type":"BPE","vocab":{"a":0},"merges":["${"a ".repeat(900_000)}"]}}`,
  ),
  "60,000 tokens that are added before the first": tokenizer(
    `{"model":{"type":"WordLevel","unk_token":"a","vocab":{}},"added_tokens":[${count(60_000, (i) => `{"id":-${i},"content":"${i}"},`)}{}]}`,
  ),
  "100,000 tokens whose texts are numbers": tokenizer(
    `{"<|endoftext|>":1e999,${count(100_000, (i) => `"${4_294_967_290 - i}":${i},`)}"a":-1}`,
    "GPT2BPETokenizer",
  ),
  "200,000 pieces of bytes that are none": tokenizer(
    repeated(bytes("\x0a\x04\x0a\x02\xff\xfe"), 200_000),
    "SPMTokenizer",
  ),
  "230,000 unknown pieces": tokenizer(repeated(bytes("\x0a\x05\x0a\x01a\x18\x02"), 230_000), "SPMTokenizer"),
  "a kind of tokenizer that is a list": naming("tokenizer_type: [HFTokenizer]\nvocab_file: {a: 1}\n", {}),
  "an encoding of an order": naming('tokenizer_type: TiktokenTokenizer\nvocab_file: "/\\n::x\\e[31m"\n', {}),
  "1,900,000 prompts of nothing": prompts("\n".repeat(1_900_000)),
  "prompts of wide characters": prompts(Buffer.from("\ufeffa\nb", "utf16le")),
  "prompts of lists in lists": prompts(`${"[".repeat(5000)}\n`.repeat(300)),
  "90,000 hosts of more than is counted": hostfile(count(90_000, (i) => `h${i} slots=99999999999\n`)),
  "a host of 1,900,000 letters": hostfile(`${"h".repeat(1_900_000)} slots=1\n`),
  "1,900,000 blanks in place of a host": hostfile(" ".repeat(1_900_000)),
  "a host of 300,000 slots": hostfile(`${"slots=".repeat(300_000)}\n`),
  "hosts of orders": hostfile(
    "a slots=1 slots=2\n\u001b[31m slots=4\n::add-mask:: slots=4\nb slots=-1\nb slots=1e9\nb slots=9999999999999999999999\n",
  ),
});
