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

const SECRETS = count(1000, (i) => `api_key=s${100_000 + i}x,`);
const table = (rows: string) =>
  `-------------------- arguments --------------------\n${rows}---------------- end of arguments ----------------\n`;

carryOut({
  "1,000 secrets before 5,000 rows": log(
    `${SECRETS}\n${table(count(5000, (i) => `  k${i} ........... 1updated\n`))}${FRAME}KeyError: 1\n`,
  ),
  "a secret of what hides it": log(
    `token=•••••••••\npassword=\u2022\u2022\u2022x\n${FRAME}KeyError: token=•••••••••\n`,
  ),
  "a secret of Markdown": log(`secret=\`**[a](b)**\`\n${FRAME}KeyError: secret=\`**[a](b)**\`\n`),
  "a secret over the end of what is read": log(
    `${"x".repeat(131_060)}token=abcdef0123456789\n${FRAME}ValueError: ${"y".repeat(131_030)} hf_abcdefghijklmnopqrst\n`,
  ),
  "a letter of four bytes over the end of what is read": log(
    `${FRAME}ValueError: ${count(4, (i) => "z".repeat(131_000 + i) + "\u{1f600}".repeat(60))}\n`,
    "--format",
    "json",
  ),
  "11,000 exceptions, each while the one before was handled": log(
    `${FRAME}KeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\n`.repeat(
      11_000,
    ),
  ),
  "old orders in every place": log(
    `##[group]a\n${FRAME.replace("main()", "##[endgroup]").replace("<module>", "##[warning]f")}##[error].Error: ##[add-mask]x\n##[stop-commands]t\n`,
  ),
  "old orders in every place, in JSON": log(
    `${FRAME.replace("<module>", "##[warning]f")}ValueError: a ##[add-mask]x ##vso[y] ##teamcity[z]\n`,
    "--format",
    "json",
  ),
  "an order that a secret hides in part": log(
    `${FRAME}ValueError: :token=abcdefgh:add-mask::x\n#token=abcdefgh #[group]\n`,
  ),
  "1,000 users in addresses": log(`${FRAME}OSError: ${count(1000, (i) => `https://u${i}:p${i}@h/x `)}\n`),
  "a word of 130,000 digits": log(`${FRAME}ValueError: ${"0123456789abcdef".repeat(8000)}\n`),
  "4,096 streams of open tracebacks": packed(
    count(
      4096,
      (i) => `[rank${i}]: Traceback (most recent call last):\n[rank${i}]:   File "/x/y.py", line 1, in z\n`,
    ).repeat(3),
  ),
  "1,000 tracebacks that are open in one stream, before 300,000 frames": packed(
    `${"Traceback (most recent call last):\n".repeat(1000)}${'  File "/x/y.py", line 1, in z\n'.repeat(300_000)}`,
  ),
  "a message of 60 lines, each of a log of its own": packed(
    `${FRAME}ValueError: a\n${count(59, (i) => `${String(i).repeat(60_000)}\n`)}`.repeat(20),
  ),
  "lines that end in half of a character": log(
    Buffer.concat([
      Buffer.from(FRAME),
      Buffer.from("ValueError: \u00e9").subarray(0, 13),
      Buffer.from("\n\xff", "latin1"),
    ]),
  ),
  "an exception whose name is a date": log(
    `${FRAME}2024-01-01T00:00:00 a.Error: x\n[2024-01-01 00:00:00] b.Error: y\n`,
  ),
  "a log of wide characters": log(Buffer.from(`${FRAME}ValueError: x\n`, "utf16le")),
  "a log between marks of byte order": log(`\ufeff${FRAME}\ufeffValueError: x\ufeff\n`),
  "a table within a traceback": log(
    `${FRAME}${table("  hidden_size ....... 1updated\n")}ValueError: hidden_size\n`,
  ),
  "a log cut in the midst of what is packed": log(
    gzipSync(`${FRAME}KeyError: 1\n`.repeat(1000)).subarray(0, 60),
  ),
});
