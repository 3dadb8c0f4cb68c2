import { gzipSync } from "node:zlib";
import { rules } from "../../../server/src/rules/registry";
import { MODEL } from "../command";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";

const FRAME = 'Traceback (most recent call last):\n  File "/x/deepy.py", line 1, in <module>\n    main()\n';
const JSON_FORMAT = ["--format", "json"];

/** A log, with the config of its run. */
const log = (content: string | Uint8Array, ...args: readonly string[]): Attack => ({
  files: { "a.log": content, "a.yml": MODEL },
  args: ["why", "a.log", "a.yml", ...args],
});

/** A run that stops with this message. */
const failing = (error: string, message: string, ...args: readonly string[]) =>
  log(`${FRAME}${error}: ${message}\n`, ...args);

const table = (rows: string) =>
  `-------------------- arguments --------------------\n${rows}---------------- end of arguments ----------------\n`;

/** A checkpoint that does not fit, in torch's words. */
const misfit = (line: string) =>
  failing("RuntimeError", `Error(s) in loading state_dict for GPT:\n\t${line}`);

/** What is repeated in a message of nearly a megabyte. */
const PARTS: Readonly<Record<string, string>> = {
  ...{ "names of arguments": "hidden_size ", "one name": "a_", "a path": "/a", returns: "\r", tabs: "\t" },
  ...{
    backslashes: "\\",
    "links of Markdown": "[a](",
    "stars of Markdown": "_*",
    "comments of HTML": "<!--",
  },
  ...{ faces: "\u{1f600}", "marks above a letter": "\u0301", families: "\u{1f468}\u200d", quotes: "'\"" },
};

carryOut({
  ...Object.fromEntries(
    Object.entries(PARTS).map(([name, part]): readonly [string, Attack] => [
      `a message of ${name}`,
      failing("ValueError", part.repeat(Math.floor(900_000 / Buffer.byteLength(part)))),
    ]),
  ),
  "secrets by the thousand": log(
    `${count(30_000, (i) => `token=s${100_000 + i}x,`)}\n${table(count(20_000, (i) => `  k${i} ........... 1updated\n`))}${FRAME}KeyError: 1\n`,
  ),
  "a config of a million digits": log(`NeoXArgs.from_ymls() [${"9".repeat(1_000_000)}]\n`),
  "400,000 escapes in a row": log(table(`  save ...... '${"\\x".repeat(400_000)}'updated\n`)),
  "escapes of numbers that are none": log(
    `${table("  attention_config ........ ['\\x-1']updated\n  data_path ........ '\\x5g\\u+123\\U-0000001'updated\n")}${FRAME}KeyError: 1\n`,
    ...JSON_FORMAT,
  ),
  "a launch with an escape below zero": log(`NeoXArgs.from_ymls() ['\\x-1']\n${FRAME}KeyError: 1\n`),
  "200,000 ends of rows": log(table(`  a ........... [\n${"updated\n".repeat(200_000)}`)),
  "100,000 rows of two lines": log(table(count(100_000, (i) => `  k${i} ...... x\nupdated\n`))),
  "rows of prototypes": log(
    `${table("  __proto__ ...... {'__proto__': {'a': 1}}updated\n  hidden_size ...... {'constructor': 2}updated\n  num_layers ....... ()updated\n")}${FRAME}KeyError: '__proto__'\n`,
    ...JSON_FORMAT,
  ),
  "a weight of 300,000 sizes": misfit(
    `size mismatch for a: copying a param with shape torch.Size([${"1, ".repeat(300_000)}]) from checkpoint, the shape in current model is torch.Size([2]).`,
  ),
  "missing weights of points and digits": misfit(
    `Missing key(s) in state_dict: "${"1.".repeat(400_000)}" "${"9".repeat(400_000)}."`,
  ),
  "missing norms of norms": misfit(
    `Unexpected key(s) in state_dict: "${"norm.".repeat(150_000)}!" "norm${"1".repeat(900_000)}"`,
  ),
  "a shape of 100,000 sizes": failing(
    "RuntimeError",
    `shape '[${"1, ".repeat(100_000)}]' is invalid for input of size ${"9".repeat(100_000)}`,
  ),
  "matrices beyond counting": failing(
    "RuntimeError",
    `mat1 and mat2 shapes cannot be multiplied (${"9".repeat(400_000)}x${"9".repeat(400_000)} and 1x1)`,
  ),
  "memory of 200,000 points": failing(
    "torch.OutOfMemoryError",
    `CUDA out of memory. Tried to allocate ${"9.".repeat(200_000)} GiB. GPU ${"9".repeat(300)} has a total capacity of -1 GiB`,
  ),
  "190 frames of long names": log(
    `Traceback (most recent call last):\n${count(190, (i) => `  File "/x/megatron/${"a/".repeat(4000)}m${i}.py", line 1, in f${i}\n`)}ValueError: x\n`,
  ),
  "15,000 errors while others were handled": log(
    `${`${FRAME}ValueError: a\n\nDuring handling of the above exception, another exception occurred:\n\n`.repeat(15_000)}${FRAME}KeyError: 1\n`,
  ),
  "15,000 tracebacks in a message": log(
    `${FRAME}ValueError: Caught\n${`Original ${FRAME}ValueError: b\n`.repeat(15_000)}`,
  ),
  "10,000 iterations beyond counting": log(
    `${count(
      10_000,
      (i) =>
        ` samples/sec: 1e9999 | iteration ${i}/ 1 | elapsed time per iteration (ms): -0 | loss scale: 1e400 | lm_loss: 1e-400 | flops per GPU: 9e999TFLOPS |\n`,
    )}${FRAME}`,
    ...JSON_FORMAT,
  ),
  "an exit of a rank beyond counting": log(
    `[rank999999]: Traceback (most recent call last):\n[rank999999]: ValueError: x\nexits with return code = -${"9".repeat(20)} --local_rank=${"9".repeat(20)}\n`,
    ...JSON_FORMAT,
  ),
  "80,000 processes that are killed": log("Killing subprocess\n".repeat(80_000) + FRAME),
  "60,000 times of no year": log(count(60_000, (i) => `[9999-99-99 99:99:99,${i}] INFO\n`) + FRAME),
  "60,000 days of no month": log(
    count(60_000, (i) => `Jan 99 99:99:99 h${i}: Traceback (most recent\n`) + FRAME,
  ),
  "halves of characters, 900,000": log(
    Buffer.concat([Buffer.from(`${FRAME}ValueError: `), Buffer.alloc(900_000, 0xe2)]),
  ),
  "runs of backticks of every length": failing(
    "ValueError",
    count(1300, (i) => `${"`".repeat(i)} `),
  ),
  "300 logs": {
    files: Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`r${i}.log`, `${FRAME}RuntimeError: NCCL x${i}\n`]),
    ),
    args: ["why", ...Array.from({ length: 300 }, (_, i) => `r${i}.log`)],
  },
  "a packed log of 20 lines of a megabyte": log(gzipSync(`Traceback ${"y".repeat(1_000_000)}\n`.repeat(20))),
  "a packed log of 500,000 exits": log(
    gzipSync(count(500_000, (i) => `exits with return code = -9 --local_rank=${i}\n`)),
  ),
});

/** What a logger said eight times before something was raised. */
const SAID = `ERROR:root:${"ab cd ".repeat(21_000)}\n`.repeat(8);
const PLACES = rules.map(({ neox }) => {
  const [file, name] = neox.at.split(":");
  return `  File "/x/${file}", line 1, in ${name}\n`;
});
const RAISED = 'Traceback (most recent call last):\n  File "/x/train.py", line 1, in z\nValueError: 1\n';

carryOut({
  "a megabyte that was said before 400 exceptions": log(`${SAID}${RAISED.repeat(400)}`),
  "three of them": log(`${SAID}${RAISED.repeat(400)}`.repeat(3)),
  "a megabyte that was said before an exception in the place of every rule": log(
    `${SAID}Traceback (most recent call last):\n${PLACES.slice(0, 199).join("")}AssertionError\n`,
  ),
  "a megabyte before 400 exceptions in places of rules": log(
    `${SAID}${Array.from({ length: 400 }, (_, i) => `Traceback (most recent call last):\n${PLACES[i % PLACES.length]}AssertionError\n`).join("")}`,
  ),
  "400 statements of 100,000 letters": log(
    count(400, (i) => `[rank${i}]: CUDA out of memory. ${"ab cd ".repeat(16_000)}\n`),
  ),
  "a packed log of 400 statements, and what was said before": log(
    gzipSync(
      `${SAID}${count(400, (i) => `node${i}: RuntimeError: CUDA out of memory ${"x ".repeat(60_000)}\n`)}`,
    ),
  ),
  "a packed log of frames without a traceback": log(
    gzipSync(Buffer.alloc(100_000_000, '  File "/x/y.py", line 1, in z\n')),
  ),
});
