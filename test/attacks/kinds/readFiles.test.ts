import { gzipSync } from "node:zlib";
import { MODEL } from "../command";
import { count, lines } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { bytes, type Part, pickle, uint32, uint64, zip } from "./dataFiles";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A config that names these files. */
const naming = (own: string, files: Files): Attack => ({
  files: { "a.yml": MODEL + own, ...files },
  args: ["check", "a.yml", "--gpus", "8"],
});
const checkpoint = (files: Files): Attack =>
  naming("load: c\npipe_parallel_size: 1\n", { "c/latest": "global_step1", ...files });
const RANK = "c/global_step1/mp_rank_00_model_states.pt";
const pickled = async (...parts: readonly Part[]) =>
  checkpoint({ [RANK]: await zip({ "a/data.pkl": pickle(...parts) }) });
const dataset = (index: Uint8Array) =>
  naming("train_data_paths: [d/x]\nvalid_data_paths: [d/x]\ntest_data_paths: [d/x]\ntrain_iters: 10\n", {
    "d/x.idx": index,
    "d/x.bin": new Uint8Array(1000).fill(120),
  });
const mapped = (type: number, documents: bigint, boundaries: bigint, ...rest: readonly Part[]) =>
  dataset(bytes("MMIDIDX\0\0", uint64(1n), [type], uint64(documents), uint64(boundaries), ...rest));
const tokenizer = (type: string, vocab: string | Uint8Array, merges = "") =>
  naming(`tokenizer_type: ${type}\nvocab_file: v\nmerge_file: m\n`, { v: vocab, m: merges });
const project = (text: string): Attack =>
  naming("", { ".neox-config.yml": text, "b.yml": "seq_length: 8\n" });
const hosts = (text: string, own = ""): Attack => naming(`hostfile: ./h\n${own}`, { h: text });
const FRAME = 'Traceback (most recent call last):\n  File "/x/megatron/training.py", line 3, in f\n    g()\n';
const again = (text: string) => text.repeat(Math.floor(900_000 / text.length));
const why = (log: string | Uint8Array): Attack => ({
  files: { "a.yml": MODEL, "a.log": log },
  args: ["why", "a.log", "a.yml"],
});

carryOut({
  "a pickle of a frame that never ends": await pickled([0x95], uint64(2n ** 63n - 1n), "}."),
  "a pickle of a long of a length below nothing": await pickled([0x8b, 255, 255, 255, 255], "."),
  "a pickle of the highest place that is remembered, again and again": await pickled(
    count(90_000, () => "}r\u00ff\u00ff\u00ff\u00ffj\u00ff\u00ff\u00ff\u00ff"),
    ".",
  ),
  "a pickle of 300,000 marks, each taken back": await pickled("(".repeat(300_000), "1".repeat(300_000), "}."),
  "a pickle that names a command of the system": await pickled("cos\nsystem\n(S'touch RAN'\ntR."),
  "a pickle of codes that are registered elsewhere": await pickled(
    [0x82, 1, 0x83, 1, 2, 0x84, 1, 2, 3, 4],
    "}.",
  ),
  "a zip whose comment is 16,383 ends of a zip": checkpoint({
    [RANK]: bytes(
      (await zip({ "a/data.pkl": pickle("}.") })).subarray(0, -2),
      [255, 255],
      "PK\x05\x06".repeat(16_383),
      "xxx",
    ),
  }),
  "a packed zip": checkpoint({ [RANK]: gzipSync(await zip({ "a/data.pkl": pickle("}.") })) }),
  "a step of a million digits": naming("load: c\n", { "c/latest": `global_step${"1".repeat(1_000_000)}` }),
  "1,500 steps of which none is a checkpoint": checkpoint(
    Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`c/global_step${index}/x`, ""])),
  ),
  "an index of more documents than there are bytes": mapped(8, 2n ** 63n, 2n ** 63n, "x".repeat(100)),
  "an index whose sizes are below nothing, and places far above": mapped(
    5,
    3n,
    0n,
    ...[uint32(0xffffffff), uint32(0x80000000), uint32(0x7fffffff)],
    ...[uint64(2n ** 63n - 1n), uint64(2n ** 63n), uint64(2n ** 64n - 1n)],
  ),
  "an older index of numbers beyond counting": dataset(
    bytes(
      "TNTIDX\0\0",
      uint64(1n),
      uint64(4n),
      uint64(4n),
      uint64(2n ** 62n),
      uint64(2n ** 62n),
      uint64(2n ** 62n),
    ),
  ),
  "a vocabulary whose prototype is a vocabulary": tokenizer(
    "HFTokenizer",
    '{"__proto__":{"version":"1.0","model":{"type":"WordLevel","vocab":{"a":1},"unk_token":"a"}},"constructor":1}',
  ),
  "a merge of a million blanks": tokenizer(
    "HFTokenizer",
    JSON.stringify({ model: { type: "BPE", vocab: { a: 1 }, merges: [" ".repeat(1_000_000)] } }),
  ),
  "ids that are no numbers, and one that is no end": tokenizer(
    "GPT2BPETokenizer",
    '{"<|endoftext|>":1e400,"b":-1,"c":1.5,"d":"x"}',
    "\n".repeat(900_000),
  ),
  "one merge of two words of 400,000 letters": tokenizer(
    "GPT2BPETokenizer",
    '{"<|endoftext|>":1}',
    `#v\n${"a".repeat(400_000)} ${"b".repeat(400_000)}\n`,
  ),
  "a SentencePiece model of a number without an end": tokenizer(
    "SPMTokenizer",
    bytes([8], "\u0080".repeat(900_000), [1]),
  ),
  "a project file of launches of one anchor": project(
    `x: &x {name: y, files: [a.yml, b.yml]}\nlaunches: [${"*x,".repeat(60_000)}]\n`,
  ),
  "a project file of 900,000 digits of GPUs": project(`gpus: ${"9".repeat(900_000)}\n`),
  "a project file that runs below 300,000 folders above": project(
    `launch_directory: "${"../".repeat(300_000)}"\nlaunches: [{name: x, files: [a.yml, b.yml]}]\n`,
  ),
  "a project file of a tag that calls": project('launches: !!python/object/apply:os.system ["touch RAN"]\n'),
  "a hostfile whose slots are numbers of other kinds": hosts(
    "a slots=-5\nb slots=1e3\nc slots=0x10\nd slots=1_0\n\u0430 slots=\u0661\n",
  ),
  "a hostfile of 9,000 hosts, each of which is named": hosts(
    lines(9000, (index) => `h${index} slots=8`),
    `include: "${Array.from({ length: 9000 }, (_, index) => `h${index}:0,1`).join("@")}"\n`,
  ),
  "a log of groups of exceptions": why(
    again(
      "  + Exception Group Traceback (most recent call last):\n  | ExceptionGroup: x (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | ValueError: 1\n    +------------------------------------\n",
    ),
  ),
  "a log of memory beyond counting": why(
    again(
      `${FRAME}torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate ${"9".repeat(400)}.00 GiB. GPU ${"9".repeat(400)} has a total capacty of 1e999 GiB\n`,
    ),
  ),
  "a log of causes of causes": why(
    again(
      `${FRAME}ValueError: x\n\nThe above exception was the direct cause of the following exception:\n\n`,
    ),
  ),
  "a log of 900 tables of values in brackets in brackets": why(
    `${again(`  hidden_size ................. ${"[".repeat(5000)}1${"]".repeat(5000)}............updated\n`)}${FRAME}ValueError: 1\n`,
  ),
});
