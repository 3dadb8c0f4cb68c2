import { gzipSync } from "node:zlib";
import { MODEL } from "../command";
import { count, lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";

const FRAME = 'Traceback (most recent call last):\n  File "/x/deepy.py", line 1, in <module>\n    main()\n';
const TABLE_END = "---------------- end of arguments ----------------\n";
const table = (rows: string) => `-------------------- arguments --------------------\n${rows}${TABLE_END}`;

/** A log of a run, with its config. */
const log = (content: string | Uint8Array, config = MODEL, ...args: readonly string[]): Attack => ({
  files: { "a.log": content, "a.yml": config },
  args: ["why", "a.log", "a.yml", ...args],
});
const logs = (contents: readonly (string | Uint8Array)[], ...args: readonly string[]): Attack => ({
  files: { "a.yml": MODEL, ...Object.fromEntries(contents.map((it, i) => [`r${i}.log`, it])) },
  args: ["why", ...contents.map((_, i) => `r${i}.log`), "a.yml", ...args],
});
/** Several ways in which one line may be said by a rank, a host, a clock and a colour. */
const BEFORE = "\u001b[1m2024-01-01 00:00:00,000 host1: [rank0]: [2024-01-01] \u001b[0m";

carryOut({
  "a config and a table that differ in 3,000 arguments": log(
    table(count(3000, (i) => `  k${i} ........... ${i}updated\n`)) + FRAME,
    MODEL + lines(3000, (i) => `k${i}: x`),
  ),
  "a table of 3,000 lists beside lists of the config": log(
    `${table(`  train_data_paths ........ [${listed(3000, (i) => `'a${i}'`)}]updated\n`)}${FRAME}KeyError: 1\n`,
    `${MODEL}train_data_paths: [${listed(3000, (i) => `b${i}`)}]\n`,
  ),
  "a table of lists in lists beside those of the config, 90 deep": log(
    `${table(`  optimizer ........ ${"{'a': [".repeat(45)}1${"]}".repeat(45)}updated\n`)}${FRAME}KeyError: 1\n`,
    `${MODEL}optimizer: ${"{a: [".repeat(45)}2${"]}".repeat(45)}\n`,
  ),
  "a table beside a config of aliases that multiply": log(
    `${table("  x ........ [1]updated\n")}${FRAME}KeyError: 1\n`,
    `${MODEL}a0: &a0 [1, 1, 1, 1]\n${lines(20, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}]`)}x: *a20\n`,
  ),
  "a table without an end, and tables in it": log(
    "-------------------- arguments --------------------\n".repeat(20_000) + FRAME,
  ),
  "ends of tables alone": log(TABLE_END.repeat(30_000) + FRAME),
  "rows that one host begins and the other ends": log(
    count(20_000, (i) => `h${i % 2}:   k${i} ........ [\nh${(i + 1) % 2}: 1]updated\n`) + FRAME,
  ),
  "one line behind 20,000 of whatever stands before lines": log(
    `${BEFORE.repeat(20_000)}${FRAME}ValueError: x\n`,
  ),
  "2,000 ranks, each before each line": log(
    count(2000, (i) => `${FRAME.replaceAll(/^/gm, `[rank${i}]: host${i}: `)}[rank${i}]: ValueError: x${i}\n`),
  ),
  "an error in the words of every language's Python": log(
    `${FRAME}builtins.ValueError\n${FRAME}a.b.c.d.E: \n${FRAME}E:\n${FRAME}\u00c9rreur: x\n${FRAME}ValueError : x\n`,
  ),
  "exceptions in groups of groups": log(
    `  + Exception Group Traceback (most recent call last):\n${count(900, (i) => `${"  | ".repeat(i % 60)}+-+---------------- ${i} ----------------\n`)}ExceptionGroup: x (2 sub-exceptions)\n`,
  ),
  "marks under each line of a frame": log(
    `Traceback (most recent call last):\n${count(5000, (i) => `  File "/x/a.py", line ${i}, in f\n    a()\n    ${"~".repeat(200)}^^^^\n`)}ValueError: x\n`,
  ),
  "a frame that repeats a number of times beyond counting": log(
    `Traceback (most recent call last):\n  File "/x/a.py", line 1, in f\n    f()\n  [Previous line repeated ${"9".repeat(400)} more times]\nRecursionError: maximum recursion depth exceeded\n`,
  ),
  "a note behind an error, 100,000 times": log(
    `${FRAME}ValueError: x\n${lines(100_000, (i) => `note ${i}: CUDA error: x`)}`,
  ),
  "a message of the lines of a table": log(
    `${FRAME}ValueError: ${table("  hidden_size ........ 5updated\n").repeat(2000)}`,
  ),
  "losses that are no numbers and numbers that are no losses": log(
    lines(
      20_000,
      (i) =>
        ` iteration ${i}/ 320000 | elapsed time per iteration (ms): ${i % 2 ? "nan" : "-inf"} | lm_loss: ${"9".repeat(i % 300)}.${i} | loss scale: 0x1 |`,
    ) + FRAME,
    MODEL,
    ...["--format", "json"],
  ),
  "iterations that go back and forth": log(
    lines(60_000, (i) => ` iteration ${(i * 7919) % 60_000}/ 60000 | lm_loss: ${i}E-0${i % 9} |`) + FRAME,
  ),
  "scales of losses that are halved 60,000 times": log(
    lines(
      60_000,
      (i) => `[deepspeed] OVERFLOW! Rank ${i} Skipping step. Attempted loss scale: ${2 ** 40}, reducing to 0`,
    ) + FRAME,
  ),
  "a process that died in 40 ways at once": log(
    lines(
      40,
      (i) =>
        `Process ${i} exits with return code = ${i % 2 ? -i : i}\nsrun: error: node${i}: task ${i}: ${["Killed", "Out Of Memory", "Exited with exit code 1", "Segmentation fault"][i % 4]}`,
    ),
  ),
  "a log of what Slurm, Kubernetes and a kernel say last": log(
    "slurmstepd: error: *** JOB 1 ON n CANCELLED AT 9999-99-99T99:99:99 DUE TO TIME LIMIT ***\nOOMKilled\nOut of memory: Killed process 99999999999 (python) total-vm:-1kB\nBus error (core dumped)\n".repeat(
      9000,
    ),
  ),
  "a secret in each place in which one may stand": log(
    `${count(
      3000,
      (i) =>
        `WANDB_API_KEY=${"a1".repeat(20)}${i} HF_TOKEN: hf_${"b2".repeat(17)}${i} https://u${i}:p@h/x?token=${i} AWS_SECRET_ACCESS_KEY='${"c/".repeat(20)}'\n`,
    )}${FRAME}ValueError: hf_${"b2".repeat(17)}1\n`,
  ),
  "a secret of one letter that is everywhere": log(
    `WANDB_API_KEY=e\nPASSWORD=-\nTOKEN=\n${FRAME.repeat(3000)}ValueError: e\n`,
  ),
  "six packed logs of the same run": logs(Array(6).fill(gzipSync(`${FRAME}ValueError: x\n`.repeat(30_000)))),
  "a log, itself packed, and an empty one": logs([FRAME, gzipSync(FRAME), ""], "--format", "json"),
  "1,000 ranks of which each has its own log": {
    files: Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [`l/rank_${i}/stderr.log`, `${FRAME}ValueError: ${i}\n`]),
    ),
    args: ["why", ...Array.from({ length: 1000 }, (_, i) => `l/rank_${i}/stderr.log`), "--format", "json"],
  },
  "a log in wide letters, turned around": log(Buffer.from(`\ufeff${FRAME}KeyError: 1\n`, "utf16le").swap16()),
  "a packed log in wide letters": log(gzipSync(Buffer.from(`\ufeff${FRAME}KeyError: 1\n`, "utf16le"))),
  "a packed log whose head has a name, a comment and more": log(
    Buffer.concat([
      Buffer.from([31, 139, 8, 28, 0, 0, 0, 0, 0, 3, 255, 255]),
      Buffer.alloc(65_535, 120),
      Buffer.from("\u001b\n::x\0c\0"),
      gzipSync(FRAME).subarray(10),
    ]),
  ),
  "a packed log whose sum is wrong": log(
    Buffer.concat([gzipSync(FRAME).subarray(0, -8), Buffer.alloc(8, 1)]),
  ),
  "other packings than gzip": logs([
    Buffer.from("28b52ffd24", "hex"),
    Buffer.from("425a6839314159", "hex"),
    Buffer.from("fd377a585a00", "hex"),
    Buffer.from("504b0304", "hex"),
  ]),
  "breaks of lines of every kind within a traceback": log(
    ["\r", "\u2028", "\u0085", "\v", "\f", "\r\r\n"]
      .map((end) => `${FRAME}ValueError: x\n`.replaceAll("\n", end))
      .join("\n"),
  ),
  "escapes that move a cursor over what was said": log(
    `${FRAME}ValueError: x\u001b[1A\u001b[2K\u001b[999C\u001bP q\u001b\\\u001b]0;t\u0007\u0008\u0008\u0008y\n`.repeat(
      5000,
    ),
  ),
  "a GPU of an order and of none": log(
    `${FRAME}torch.OutOfMemoryError: CUDA out of memory. GPU \u001b[31m has a total capacity of 1e309 GiB of which -0 bytes is free.\n`,
    MODEL,
    "--format",
    "json",
  ),
  "a launch's configs that are the log itself": {
    files: {
      "a.log": `NeoXArgs.from_ymls() ['a.log', 'a.yml', '../a.log', '/dev/stdin']\n${FRAME}KeyError: 1\n`,
      "a.yml": MODEL,
    },
    args: ["why", "a.log", "a.log"],
  },
});
