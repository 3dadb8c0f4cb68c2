import { gzipSync } from "node:zlib";
import { count } from "../repeat";
import { type Attack, carryOut } from "./attack";

const FRAME = 'Traceback (most recent call last):\n  File "/x/deepy.py", line 1, in <module>\n    main()\n';

const log = (content: string | Uint8Array, ...args: readonly string[]): Attack => ({
  files: { "a.log": content },
  args: ["why", "a.log", ...args],
});

const packed = (content: string, ...args: readonly string[]) => log(gzipSync(content), ...args);

const DIGITS = "9".repeat(1_000_000);
const SHAPE = "hidden_size torch.Size([1, 2]) ";

carryOut({
  "55,000 secrets in one line, all in a message": log(
    `${count(55_000, (i) => `token=s${100_000 + i}x,`)}\n${FRAME}ValueError: ${count(55_000, (i) => `s${100_000 + i}x `)}\n`,
  ),
  "a message of 60 lines of a million characters": packed(
    `${FRAME}ValueError: ${`${SHAPE.repeat(30_000)}\n`.repeat(60)}`,
    "--format",
    "json",
  ),
  "a shape of 300,000 sizes": log(
    `${FRAME}RuntimeError: shape '[${"1, ".repeat(300_000)}1]' is invalid for input of size 3670016\n`,
  ),
  "a secret where a message is cut": log(
    `${FRAME}ValueError: ${`WANDB_API_KEY=${"k".repeat(90)}${"1".repeat(900)} `.repeat(30)}\n`,
  ),
  "an exception with a name of 100,000 letters": log(`${FRAME}${"A".repeat(100_000)}Error: x\n`),
  "a function with a name of 100,000 letters": log(
    `${FRAME.replace("<module>", "f".repeat(100_000)).replace("/x/", `/${"megatron/".repeat(9000)}`)}KeyError: 1\n`,
  ),
  "400 messages of 100,000 characters": packed(
    `${FRAME}ValueError: ${SHAPE.repeat(4000)}\n`.repeat(400),
    "--format",
    "json",
  ),
  "200 lines that may begin a traceback": packed(`Traceback ${"y".repeat(999_000)}\n`.repeat(200)),
  "100 nodes' lists of a number of a million digits": packed(
    `WORLD INFO DICT: {'a': [${DIGITS}]}\n`.repeat(100),
  ),
  "50 names of a million digits": packed(`NeoXArgs.from_ymls() [${DIGITS}]\n`.repeat(50)),
});
