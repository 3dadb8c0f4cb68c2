import { gzipSync } from "node:zlib";
import { catalogueAt } from "../../../server/src/arguments/catalogue";
import { MODEL } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { bytes, type Part, repeated, text } from "./dataFiles";

const FRAME = 'Traceback (most recent call last):\n  File "/x/deepy.py", line 1, in <module>\n    main()\n';

/** A log, and the config of its run where that is said. */
const log = (content: string | Uint8Array, config?: string, ...args: readonly string[]): Attack => ({
  files: { "a.log": content, ...(config !== undefined && { "a.yml": config }) },
  args: ["why", "a.log", ...(config === undefined ? [] : ["a.yml"]), ...args],
});

const EMPTY_LINES = gzipSync(Buffer.alloc(9_900_000, "\n"));
const JSON_FORMAT = ["--format", "json"];

/** What NeoX prints of its arguments, with these rows. */
const table = (rows: string) =>
  `-------------------- arguments --------------------\n${rows}---------------- end of arguments ----------------\n`;

/** One that is not read: a failure may be in it. */
const unread = (...parts: readonly Part[]): Attack => ({ ...log(bytes(...parts)), refused: true });

/** Errors whose texts a terminal or a CI runner takes for more. */
const HOSTILE: Readonly<Record<string, string>> = {
  "an order in a message": `${FRAME}ValueError: \u001b[31m\n::add-mask::x\n##[error]y \u202e\u009b2J\n`,
  "an order in place of a message": `${FRAME}::add-mask::x\n`,
  "an order in the second line of a message": `${FRAME}ValueError: a\n::add-mask::x\n`,
  "an order in place of code": `${FRAME.replace("main()", "::add-mask::q")}KeyError: 1\n`,
  "an order in the name of a file": `${FRAME.replace("/x/", "/\u001b[31m::q/")}KeyError: 1\n`,
  "an order in the name of an error": `${FRAME}::add-mask::x.Error: a\n`,
};

const ARGUMENTS = catalogueAt("main").names.filter((name) => !MODEL.includes(`${name}:`));
const OTHERS = table(ARGUMENTS.map((name) => `  ${name} ................ 5updated\n`).join(""));
/** A long text of blanks that every argument is, and none was in the run. */
const BLANKS = `${MODEL}x: &k "${"\\ta".repeat(600_000)}"\n${ARGUMENTS.map((name) => `${name}: *k\n`).join("")}`;

carryOut({
  "arguments that are all one long text, and differ": log(`${OTHERS}${FRAME}ValueError: x\n`, BLANKS),
  "the same, in JSON": log(`${OTHERS}${FRAME}ValueError: x\n`, BLANKS, ...JSON_FORMAT),
  "a log that zstd packed": unread([0x28, 0xb5, 0x2f, 0xfd], FRAME),
  "a log that xz packed": unread([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], FRAME),
  "a log that bzip2 packed": unread("BZh91AY&SY", FRAME),
  "a log that was packed twice": unread(gzipSync(gzipSync(FRAME))),
  "a log of UTF-32": unread([0xff, 0xfe, 0, 0], repeated(text("T\0\0\0"), 1000)),
  "a log of half a character": log(bytes([0xff, 0xfe, 0x3d])),
  "a log of halves of characters": log(bytes([0xff, 0xfe], repeated(bytes([0x3d, 0xd8]), 900_000))),
  "a packed log of 75,000,000 wide lines": unread(gzipSync(Buffer.alloc(150_000_000, "\n\0"))),
  "a packed log of 90,000,000 ends of lines": unread(gzipSync(Buffer.alloc(90_000_000, "\n"))),
  "100 packed logs of 9,900,000 ends of lines": {
    files: Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`r${index}.log`, EMPTY_LINES])),
    args: ["why", ...Array.from({ length: 100 }, (_, index) => `r${index}.log`)],
    refused: true,
  },
  "a packed log of one line and blanks": unread(gzipSync(Buffer.alloc(300_000_000, " "))),
  ...Object.fromEntries(
    Object.entries(HOSTILE).flatMap(([name, content]): readonly (readonly [string, Attack])[] => [
      [name, log(content)],
      [`${name}, in JSON`, log(content, undefined, ...JSON_FORMAT)],
    ]),
  ),
  "a table of lists in lists": log(
    table(`  hidden_size ...................... ${"[".repeat(90)}${"]".repeat(90)}updated\n`),
    MODEL,
  ),
  "a table of prototypes": log(
    `${table('  __proto__ ...................... 1updated\n  constructor ........ {}default\n  toString ........ 1updated\n  hidden_size ....... {"__proto__": 1}updated\n')}${FRAME}KeyError: "x"\n`,
    MODEL,
  ),
  "a table of a number of 900,000 digits": log(
    `${table(`  hidden_size ........... ${"9".repeat(900_000)}updated\n`)}${FRAME}KeyError: 1\n`,
    MODEL,
  ),
  "a table for a terminal": log(
    `${table('  save ........... \u001b[31m::add-mask::x\u202eupdated\n  load ...... "\\x1b[2J\\n::x"updated\n')}${FRAME}KeyError: 1\n`,
    `${MODEL}save: q\nload: r\n`,
  ),
  "a table of halves of characters": log(
    `${table('  save ........... "\\ud800\\U00110000"updated\n  load ...... "\\ud800"updated\n')}${FRAME}KeyError: 1\n`,
    `${MODEL}save: q\nload: r\n`,
    ...JSON_FORMAT,
  ),
  "14,000 tables": log(table("  save ........... 1updated\n").repeat(14_000)),
  "60,000 rows": log(table(count(60_000, (i) => `  k${i} ........... 1updated\n`)), MODEL),
  "120,000 rows that stay open": log("  k ........... [\n".repeat(120_000)),
  "80,000 frames": log(
    `Traceback (most recent call last):\n${'  File "/x/y.py", line 1, in z\n    a()\n'.repeat(40_000)}`,
  ),
  "30,000 errors in each other": log(FRAME.repeat(30_000)),
  "a packed log of 75,000,000 lines": log(gzipSync(Buffer.alloc(150_000_000, "a\n"))),
  "1,900,000 blanks in a message": log(
    `Traceback (most recent call last):\n${" ".repeat(1_900_000)}\nValueError: x\n`,
  ),
  "a row of 1,900,000 points": log(`  hidden_size ${".".repeat(1_900_000)}\n`),
  "1,900,000 colons": log(`${":".repeat(1_900_000)}\n${FRAME}`),
  "1,900,000 digits before a message": log(`${"1".repeat(1_900_000)}: ${FRAME}`),
  "lists in lists": log(`${"[".repeat(950_000)}${"]".repeat(950_000)}\n`),
  "200,000 ranks before a line": log(`${"[rank0]: ".repeat(200_000)}${FRAME}`),
  "400,000 colours": log(`${"\u001b[31m".repeat(400_000)}${FRAME}KeyError: 1\n`),
  "a colour without an end": log(`\u001b[${";1".repeat(900_000)}\n${FRAME}`),
  "a link without an end": log(`\u001b]8;;${"a".repeat(1_800_000)}\n${FRAME}`),
  "120,000 returns": log(` 10%|#  | 1/10\r`.repeat(120_000) + FRAME),
  "30,000 ranks that stop": log(
    count(30_000, (i) => `[rank${i}]: Traceback (most recent call last):\n[rank${i}]: ValueError: e${i}\n`),
  ),
  "30,000 hosts that stop": log(
    count(30_000, (i) => `host${i}: Traceback (most recent call last):\nhost${i}: ValueError: e${i}\n`),
  ),
  "9,000 shapes that differ": log(
    `${FRAME}RuntimeError: Error(s) in loading state_dict for GPT:\n${count(
      9000,
      (i) =>
        `\tsize mismatch for a.${i}: copying a param with shape torch.Size([${i}]) from checkpoint, the shape in current model is torch.Size([${"1, ".repeat(50)}]).\n`,
    )}`,
    MODEL,
  ),
  "memory beyond counting": log(
    `${FRAME}torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate ${"9".repeat(400)}.00 GiB (GPU 0; ${"9".repeat(400)} GiB total capacity; 1e999 GiB already)\n`,
    MODEL,
  ),
  "14,000 iterations of no time": log(
    count(
      14_000,
      (i) =>
        ` samples/sec: ${i}.1 | iteration ${i}/ 320000 | elapsed time per iteration (ms): 1e${i} | learning rate: nan | approx flops: inf | lm_loss: nan |\n`,
    ),
  ),
  "an iteration of 500,000 digits": log(
    ` iteration ${"9".repeat(500_000)}/ 1 | elapsed time per iteration (ms): ${"9".repeat(500_000)} |\n`,
  ),
  "1,900,000 characters of nothing": log("\0".repeat(1_900_000)),
  "wide characters": log(Buffer.from(`\ufeff${FRAME}KeyError: 1`, "utf16le")),
  "a packed log without a line": log(gzipSync(Buffer.alloc(200_000_000, "a"))),
  "a packed log that is cut": log(gzipSync(FRAME.repeat(1000)).subarray(0, -9)),
  "a packed log with more behind it": log(Buffer.concat([gzipSync(FRAME), Buffer.from("xxx")])),
  "a secret of 1,800,000 letters": log(`${FRAME}KeyError: "${"hf_".repeat(600_000)}"\n`),
  "bytes that are no text": { args: ["why", "-"], stdin: new Uint8Array(100_000).fill(255) },
  ...Object.fromEntries(
    ["1000000000000", "400000000", "9".repeat(400)].map((size): readonly [string, Attack] => [
      `a world of ${size.slice(0, 13)}`,
      log(
        `dist_world_size=${size}\n${FRAME}RuntimeError: NCCL communicator was aborted on rank 1\nlocal_rank: 0 exitcode: -9\n`,
      ),
    ]),
  ),
  "an order after what is not seen": log(`${FRAME}ValueError: a\n:\ufeff:add-mask::x\n#\ufeff#[error]y\n`),
  "a packed log of 1,200,000 tracebacks": log(gzipSync(`${FRAME}KeyError: 1\n`.repeat(1_200_000))),
  "a packed log of 2,000,000 tracebacks without frames": log(
    gzipSync("Traceback (most recent call last):\nA.B: \n".repeat(2_000_000)),
  ),
  "600,000 ranks that wait": log(gzipSync(count(600_000, (i) => `[Rank ${i}] watchdog timeout\n`))),
  "60,000 hosts that end": log(
    `WORLD INFO DICT: {${count(60_000, (i) => `'h${i}': [0],`)}}\n${count(
      30_000,
      (i) => `h${i}: ${FRAME}h${i}: KeyError: 1\nh${i}: exits with return code = -9 --local_rank=1\n`,
    )}`,
  ),
  "20,000 worlds": log(gzipSync(`WORLD INFO DICT: {${count(100, (i) => `'h${i}': [0],`)}}\n`.repeat(20_000))),
  "300,000 hosts before what only a process prints": log(
    gzipSync(count(300_000, (i) => `h${i}: NeoXArgs.from_ymls() x\nh${i}: CUDA out of memory. Tried\n`)),
  ),
  "nodes of numbers beyond counting": log(
    `${count(
      20_000,
      (i) => `x${i}: nnodes=9, num_local_procs=${"9".repeat(i % 400)}, node_rank=${"9".repeat(20)}\n`,
    )}x1: ${FRAME}x1: RuntimeError: CUDA error (GPU 99999999999; 1 GiB total capacity\n`,
  ),
  "configs of 90,000 names": log(
    `NeoXArgs.from_ymls() [${count(90_000, (i) => `'a${i}', `)}]\n${FRAME}KeyError: 1\n`,
  ),
  "a packed log in a packed log": log(gzipSync(gzipSync(FRAME))),
  "100,000 packed logs in a row": log(Buffer.concat(Array(50_000).fill(gzipSync("a\n")))),
  "a packed log of nothing": log(gzipSync("")),
  "a head of a packed log alone": log(Buffer.of(0x1f, 0x8b)),
  "marks of Markdown in a message": log(`${FRAME}KeyError: ${"**`[a](b)".repeat(100_000)}\n`),
  "30 logs": {
    files: Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`r${i}.log`, `${FRAME}KeyError: ${i}\n`]),
    ),
    args: ["why", ...Array.from({ length: 30 }, (_, i) => `r${i}.log`)],
  },
  "a log whose name is an order": {
    files: { "a\n::add-mask::q.log": `${FRAME}KeyError: 1\n`, "`**.log": `${FRAME}KeyError: 1\n` },
    args: ["why", "a\n::add-mask::q.log", "`**.log"],
  },
  "a log whose name says a rank beyond counting": {
    files: { [`rank${"9".repeat(5)}.log`]: `${FRAME}KeyError: 1\n` },
    args: ["why", `rank${"9".repeat(5)}.log`, ...JSON_FORMAT],
  },
  "a state dict of 100,000 keys": log(
    `${FRAME}RuntimeError: Error(s) in loading state_dict for GPT:\n\tMissing key(s) in state_dict: ${count(100_000, (i) => `"a.${i}", `)}\n`,
    MODEL,
  ),
  "a config that is no YAML": {
    files: { "a.log": FRAME, "b.json": `{"a":${"[".repeat(100_000)}` },
    args: ["why", "a.log", "b.json"],
  },
  "a row of 500,000 quotes": log(
    table(`  save ........ '${"\\'".repeat(500_000)}updated\n`),
    `${MODEL}save: x\n`,
  ),
  "a row of 50,000 dicts in dicts": log(
    table(`  optimizer ........ ${"{'a': ".repeat(50_000)}1${"}".repeat(50_000)}updated\n`),
    MODEL,
  ),
  "a row of 300,000 paths": log(
    table(`  train_data_paths ........ [${"'a', ".repeat(300_000)}]updated\n`),
    `${MODEL}train_data_paths: [a]\n`,
  ),
  "a frame that is as long as a file": log(
    `Traceback (most recent call last):\n  File "${"/a".repeat(200_000)}", line ${"9".repeat(1000)}, in ${"f".repeat(100_000)}\nValueError: ${"x".repeat(500_000)}\n`,
  ),
  "a packed log of 300,000,000 ranks in a line": log(gzipSync(Buffer.alloc(300_000_000, "[rank0]: "))),
  "a packed log of 4,500,000 times": log(
    gzipSync(Buffer.alloc(200_000_000, "2024-01-01 00:00:00,000 INFO [a.py:1:b] x\n")),
  ),
  ...Object.fromEntries(
    [
      "ValueError: abc def",
      "export HF_TOKEN=hf_abcdefghijklmnopqrstuvwxyz012345",
      " samples/sec: 1.0 | iteration 1/ 100 | elapsed time per iteration (ms): 1.0 | lm_loss: 1.0",
      "  num_layers ......... 12....default",
      "Traceback (most recent call last):",
    ].map((line): readonly [string, Attack] => [
      `a packed log of 100,000,000 bytes of ${line}`,
      log(gzipSync(Buffer.alloc(100_000_000, `${line}\n`))),
    ]),
  ),
  "a packed log of colours": log(gzipSync(Buffer.alloc(100_000_000, "\u001b[1m\u001b[31m"))),
  "a packed log of returns": log(gzipSync(Buffer.alloc(200_000_000, "x\r"))),
  "a message of lists that stay open": log(
    `${FRAME}AssertionError: {"a":${"[".repeat(500_000)}\n`,
    undefined,
    ...JSON_FORMAT,
  ),
  "configs of others": log(
    `NeoXArgs.from_ymls() ['/etc/passwd', '/dev/zero', '../../../x.yml']\n${FRAME}KeyError: 1\n`,
  ),
});
