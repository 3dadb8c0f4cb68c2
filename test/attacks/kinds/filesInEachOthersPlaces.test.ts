import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { MENDABLE, MODEL } from "../command";
import { HOSTILE } from "../harmless";
import { count, lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";
import {
  bytes,
  dict,
  oneTensor,
  type Part,
  pickle,
  repeated,
  text,
  uint32,
  uint64,
  word,
  zip,
} from "./dataFiles";

type Files = Readonly<Record<string, string | Uint8Array>>;
type Prepare = (at: (name: string) => string) => void;

/** A config that names these files, some of which are another's, or no files at all. */
const naming = (own: string, files: Files = {}, prepare: Prepare = () => {}): Attack => ({
  files: { "a.yml": MODEL + own, ...files },
  args: ["check", "a.yml", "--gpus", "8"],
  prepare: (folder) => prepare((name) => join(folder, name)),
});
const asking = (attack: Attack, ...args: readonly string[]): Attack => ({ ...attack, args });
const pipe = (path: string) => void execFileSync("mkfifo", [path]);

const STEP = "c/global_step1";
const RANK = `${STEP}/mp_rank_00_model_states.pt`;
const saved = async (state: Uint8Array): Promise<Files> => ({
  "c/latest": "global_step1",
  [RANK]: await zip({ "a/data.pkl": pickle(state, ".") }),
});
const FRAME = 'Traceback (most recent call last):\n  File "/x/deepy.py", line 1, in <module>\n    main()\n';
const why = (log: string | Uint8Array, ...more: readonly string[]): Attack => ({
  files: { "a.log": log, "a.yml": MODEL },
  args: ["why", "a.log", ...more],
});
/** The head of a packed log with these flags, and what they announce. */
const packed = (flags: number, ...parts: readonly Part[]) =>
  bytes([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3], ...parts, gzipSync(`${FRAME}KeyError: 1\n`).subarray(10));
const tokenizer = (type: string, vocab: string | Uint8Array, merges: string | Uint8Array = "") =>
  naming(`tokenizer_type: ${type}\nvocab_file: d/t\nmerge_file: d/m\n`, { "d/t": vocab, "d/m": merges });
const NORMALIZER = '{"type":"Sequence","normalizers":[';

carryOut({
  "one file that is config, log, hostfile, vocabulary, merges and project file": {
    files: {
      "a.yml": `${MODEL}hostfile: ./a.yml\nvocab_file: ./a.yml\nmerge_file: ./a.yml\nload: ./a.yml\n`,
    },
    args: ["check", "a.yml"],
    prepare: (folder) => linkSync(join(folder, "a.yml"), join(folder, ".neox-config.yml")),
  },
  "a config as its own log": asking(naming(""), "why", "a.yml", "a.yml"),
  "a log as its own config": why(`${FRAME}KeyError: 1\n`, "a.log"),
  "a checkpoint as a log": {
    files: { "a.yml": MODEL, ...(await saved(dict({ args: dict({ save: word(HOSTILE) }) }))) },
    args: ["why", RANK, "a.yml"],
  },
  "a packed config": {
    files: { "a.yml": gzipSync(MODEL) },
    args: ["check", "a.yml"],
    refused: true,
  },
  "a packed log with a name of 1,900,000 letters": why(packed(8, "n".repeat(1_900_000), "\0")),
  "a packed log with a name and a comment of orders": why(
    packed(24, `${HOSTILE}\0`.replace("\u202e", ""), "\n::add-mask::x\0"),
  ),
  "a packed log with a field of 65,535 bytes": why(packed(4, [255, 255], "x".repeat(65_535))),
  "a packed log with flags that nobody has": why(packed(0xe0)),
  "a packed log whose end lies of its size": why(
    bytes(gzipSync(`${FRAME}KeyError: 1\n`).subarray(0, -4), uint32(0xffffffff)),
  ),
  "a packed log in wide letters with a mark": why(
    gzipSync(Buffer.from(`\ufeff${FRAME}KeyError: 1\n`, "utf16le")),
  ),
  "a log that is a pipe of another's end": {
    files: { "a.yml": MODEL },
    args: ["why", "-", "-"],
    stdin: `${FRAME}KeyError: 1\n`,
  },
  "a hostfile of slots beyond counting": naming("hostfile: ./h\n", {
    h: `a slots=${"9".repeat(400)}\nb slots=9007199254740993\n`,
  }),
  "a hostfile of slots beyond counting, reported": asking(
    naming("hostfile: ./h\n", { h: `a slots=${"9".repeat(400)}\n` }),
    "report",
    "a.yml",
    "--format",
    "json",
  ),
  "a hostfile of one line of 1,900,000 letters": naming("hostfile: ./h\n", {
    h: `${"h".repeat(1_900_000)} slots=1\n`,
  }),
  "a hostfile of 1,900,000 blanks before its slots": naming("hostfile: ./h\n", {
    h: `a${" ".repeat(1_900_000)}slot=1\n`,
  }),
  "a hostfile that is named by every letter of blank": naming('hostfile: "./h\\u00a0\\u3000\\u2028"\n', {
    "h\u00a0\u3000\u2028": "a slots=1\n",
  }),
  "hosts of orders that are told": naming("hostfile: ./h\n", {
    h: `::add-mask::q slots=1\n::add-mask::q slots=1\n`,
  }),
  "400,000 hosts to include of one that is there": naming(
    `hostfile: ./h\ninclude: "${"a@".repeat(400_000)}a:0"\n`,
    { h: "a slots=1\n" },
  ),
  "300,000 slots to leave out of a host with as many": naming(
    `hostfile: ./h\nexclude: "a:${Array.from({ length: 270_000 }, (_, i) => i).join()}"\n`,
    { h: "a slots=300000\n" },
  ),
  "slots of numbers beyond counting, and twice": naming(
    `hostfile: ./h\nexclude: "a:${"9".repeat(900)},0,0,${"0".repeat(90_000)}"\n`,
    { h: "a slots=3\n" },
  ),
  "a hostfile that is a pipe, a terminal or memory": naming(
    "hostfile: ./h\nvocab_file: /proc/self/mem\nmerge_file: /dev/tty\nsample_input_file: /dev/ptmx\n",
    {},
    (at) => pipe(at("h")),
  ),
  "names that all lead into the system's own folders": naming(
    "hostfile: /proc/kmsg\nvocab_file: /proc/self/pagemap\nload: /proc/self/fd\niteration: 1\ntrain_data_paths: [/proc/self/task/self, /sys/kernel/x]\nvalid_data_paths: [/dev/fd/0]\ntest_data_paths: [/dev/stdin]\n",
  ),
  "an index that is a pipe, and data that is a folder": naming(
    "train_data_paths: [d/x]\nvalid_data_paths: [d/y]\ntest_data_paths: [d/z]\n",
    { "d/y.bin": "x" },
    (at) => {
      mkdirSync(at("d/x.bin"), { recursive: true });
      pipe(at("d/x.idx"));
      symlinkSync("y.idx", at("d/y.idx"));
      symlinkSync("/proc/self/environ", at("d/z.idx"));
      symlinkSync("/dev/zero", at("d/z.bin"));
    },
  ),
  "an index whose documents go backwards": naming(
    "train_data_paths: [d/x]\nvalid_data_paths: [d/x]\ntest_data_paths: [d/x]\n",
    {
      "d/x.bin": new Uint8Array(100),
      "d/x.idx": bytes(
        "MMIDIDX\0\0",
        uint64(1n),
        [4],
        uint64(60_000n),
        uint64(60_000n),
        Buffer.concat(Array.from({ length: 60_000 }, (_, i) => uint32(60_000 - i))),
        Buffer.concat(Array.from({ length: 120_000 }, (_, i) => uint64(BigInt(120_000 - i)))),
      ),
    },
  ),
  "a latest step that is a pipe": naming("load: c\n", { "c/x": "" }, (at) => pipe(at("c/latest"))),
  "a latest step that is a link to the config": naming("load: c\n", { [`${STEP}/x`]: "" }, (at) =>
    symlinkSync("../a.yml", at("c/latest")),
  ),
  "a step that leads to its own checkpoint": naming("load: c\n", { "c/latest": "global_step1" }, (at) =>
    symlinkSync(".", at(STEP)),
  ),
  "files of ranks that are pipes, folders and each other": naming(
    "load: c\n",
    { "c/latest": "global_step1", [`${STEP}/mp_rank_01_model_states.pt/x`]: "" },
    (at) => {
      pipe(at(RANK));
      symlinkSync("mp_rank_03_model_states.pt", at(RANK.replace("00", "02")));
      symlinkSync("mp_rank_02_model_states.pt", at(RANK.replace("00", "03")));
      symlinkSync("/dev/zero", at(`${STEP}/layer_00-model_00-model_states.pt`));
    },
  ),
  "saved arguments of orders, compared with what loads them": {
    files: {
      "a.yml": `${MODEL}load: c\n`,
      ...(await saved(dict({ args: dict({ save: word(HOSTILE), [HOSTILE]: word(HOSTILE) }) }))),
      [`${STEP}/configs/${"x".repeat(100)}.yml`]: `${MODEL}save: "\\u001b"\n`,
    },
    args: ["compare", "a.yml", "--checkpoint"],
  },
  "a saved config that is the config by a link, in a circle": {
    files: { "a.yml": `${MODEL}load: c\n`, [`${STEP}/configs/x`]: "", ...(await saved(dict({}))) },
    args: ["compare", "a.yml", "--checkpoint", "--format", "json"],
    prepare: (folder) => {
      symlinkSync("../../../a.yml", join(folder, STEP, "configs/a.yml"));
      symlinkSync("b.yml", join(folder, STEP, "configs/b.yml"));
    },
  },
  "30,000 tensors of one, by names of words twice": naming("load: c\n", {
    ...(await saved(dict({}))),
    [`${STEP}/layer_00-model_00-model_states.pt`]: await zip({
      "a/data.pkl": pickle(
        oneTensor(30_000, (i) => `${"word_embeddings.".repeat(2)}${i}`),
        ".",
      ),
    }),
  }),
  "prompts of 900,000 empty lines": naming("text_gen_type: input-file\nsample_input_file: ./p\n", {
    p: "\n".repeat(1_900_000),
  }),
  "prompts that are no text": naming("text_gen_type: input-file\nsample_input_file: ./p\n", {
    p: repeated(bytes([0xff, 0x0a, 0x0d, 0xed, 0xa0, 0x80]), 300_000),
  }),
  "a prompt of 1,900,000 letters behind a mark": naming(
    "text_gen_type: input-file\nsample_input_file: ./p\n",
    { p: `\ufeff${"x".repeat(1_900_000)}` },
  ),
  "normalizers in normalizers, 4,000 deep": tokenizer(
    "HFTokenizer",
    `{"normalizer":${NORMALIZER.repeat(4000)}${"]}".repeat(4000)},"model":{"type":"BPE","vocab":{},"merges":[]}}`,
  ),
  "patterns of a tokenizer that take for ever": tokenizer(
    "HFTokenizer",
    `{"pre_tokenizer":{"type":"Split","pattern":{"Regex":"(a+)+$"}},"normalizer":{"type":"Replace","pattern":{"Regex":"(a|a)*b"},"content":"${"a".repeat(900_000)}"},"model":{"type":"BPE","vocab":{"${"a".repeat(900_000)}":0},"merges":[]}}`,
  ),
  "a vocabulary twice, and a model twice": tokenizer(
    "HFTokenizer",
    `{"model":{"type":"BPE","vocab":{"a":0},"vocab":[],"merges":[]},"model":{"type":"Unigram","vocab":[["a",0]]}}`,
  ),
  "a vocabulary of 100,000 keys that are numbers": tokenizer(
    "GPT2BPETokenizer",
    `{${listed(100_000, (i) => `"${4_294_967_290 - i * 3}":${i}`)}}`,
    "#version\na b\n",
  ),
  "merges whose lines have no ends but returns": tokenizer(
    "GPT2BPETokenizer",
    '{"a":0}',
    "#version: 0.2\ra b\r".repeat(90_000),
  ),
  "a vocabulary that is a checkpoint, and one that is an index": tokenizer(
    "SPMTokenizer",
    await zip({ "a/data.pkl": pickle("N.") }),
    text("MMIDIDX\0\0"),
  ),
  "a project file that is a pipe": naming("", {}, (at) => pipe(at(".neox-config.yml"))),
  "a project file that is the system's memory": naming("", {}, (at) =>
    symlinkSync("/proc/self/mem", at(".neox-config.yml")),
  ),
  "ignore files that are folders, pipes and zeros": {
    files: { "a.yml": MODEL, ".gitignore/x": "", "d/b.yml": MODEL, "e/c.yml": MODEL },
    args: ["check", "--each", "."],
    prepare: (folder) => {
      pipe(join(folder, "d/.neox-configignore"));
      symlinkSync("/dev/zero", join(folder, "e/.gitignore"));
    },
  },
  "one config under 80 names, mended": {
    files: { "a.yml": MENDABLE },
    args: ["check", "--each", ".", "--fix"],
    prepare: (folder) => {
      for (let index = 0; index < 40; index++) {
        symlinkSync("a.yml", join(folder, `s${index}.yml`));
        linkSync(join(folder, "a.yml"), join(folder, `h${index}.yml`));
      }
    },
  },
  "a launch of a log, a checkpoint and a page": {
    files: {
      "a.yml": MODEL,
      "b.log": lines(20_000, (i) => `[rank${i}]: x`),
      "p.html": "<!doctype html>\n<script>1</script>\n",
      ...(await saved(dict({}))),
    },
    args: ["check", "a.yml", "b.log", RANK, "p.html"],
  },
  "a model of Hugging Face that is a config of NeoX, and the other way": {
    files: { "a.yml": MODEL, "config.json": MODEL },
    args: ["check", "a.yml", "--same-as", "."],
  },
  "20,000 lines of a log that each begin a pickle": why(
    repeated(bytes("\x80\x02X", uint32(20), "a\n"), 20_000),
  ),
  "a log of 30,000 rows of paths beside links of these names": {
    ...why(count(30_000, (i) => `  k${i} ........... /proc/self/fd/${i}updated\n`) + FRAME, "a.yml"),
    prepare: (folder) => symlinkSync("/proc/self/fd", join(folder, "l")),
  },
});
