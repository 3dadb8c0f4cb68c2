import fc from "fast-check";
import { expect, test } from "vitest";
import { why } from "../../server/src/features/why/why";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { firstFailure } from "../../server/src/logs/firstFailure";
import { LINE_FAILURES } from "../../server/src/logs/known/table";
import { pythonLiteral } from "../../server/src/logs/pythonLiteral";
import { LogReader } from "../../server/src/logs/readLog";
import { Secrets } from "../../server/src/logs/secrets";
import { MOST_FRAMES, type Traceback, TracebackReader } from "../../server/src/logs/traceback";
import { WordScan } from "../../server/src/logs/wordScan";
import { repr } from "../../server/src/python/text";
import type { PythonValue } from "../../server/src/yaml/value";
import { recordOf } from "./recordOf";
import { WRITTEN_LOGS } from "./writtenLogs";

test("a log says the same in whatever pieces it comes", () => {
  const logs = fc.constantFrom(...WRITTEN_LOGS);
  fc.assert(
    fc.property(logs, fc.integer({ min: 1, max: 300 }), ({ text }, piece) => {
      const whole = firstFailure([recordOf(text)]);
      const inPieces = firstFailure([recordOf(text, "run.log", piece)]);
      expect(inPieces?.sign).toEqual(whole?.sign);
      expect(inPieces?.rank).toBe(whole?.rank);
    }),
    { numRuns: 60 },
  );
});

test("line ends, colours and progress bars change nothing", () => {
  for (const { text } of WRITTEN_LOGS) {
    const plain = firstFailure([recordOf(text)]);
    for (const variant of [
      text.replaceAll("\n", "\r\n"),
      text.replace(/^(?=\w*Error)/gm, "\u001b[1;31m"),
      text.replace(/^(?= samples)/gm, "Epoch: 10%|█ | 1/10\r"),
    ]) {
      const other = firstFailure([recordOf(variant)]);
      expect([other?.sign.line, other?.rank, other?.known?.id]).toEqual([
        plain?.sign.line,
        plain?.rank,
        plain?.known?.id,
      ]);
    }
  }
});

const TRACEBACK = `Traceback (most recent call last):
  File "/x/megatron/training.py", line 5, in pretrain
    setup()
ValueError: bad
`;

test.each([
  "node0: ",
  "node0: [rank0]: ",
  "node0: [default0]:",
  "0: [rank0]: ",
  "[node0] ",
  "[node0] [rank0]: ",
  "[pod/trainer-0/main] ",
  "trainer-1  | ",
])("a traceback alone behind %j is found", (before) => {
  const failure = firstFailure([recordOf(TRACEBACK.replace(/^(?=.)/gm, before))]);
  expect([failure?.sign.type, failure?.sign.message, failure?.sign.frames.length]).toEqual([
    "ValueError",
    "bad",
    1,
  ]);
});

test.each(["INFO: ", "[ERROR] ", "ValueError: "])("%j is no host", (before) => {
  const failure = firstFailure([recordOf(`${before}${TRACEBACK}${before}x\n`)]);
  expect(failure?.sign.origin ?? { kind: "none" }).toEqual({ kind: "none" });
});

test("a group of exceptions is told by the first of them", () => {
  const failure = firstFailure([
    recordOf(`  + Exception Group Traceback (most recent call last):
  |   File "/x/deepy.py", line 3, in <module>
  |     main()
  |   File "/x/megatron/training.py", line 9, in pretrain
  |     raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
  | ExceptionGroup: eg (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/x/megatron/checkpointing.py", line 4, in load
    |     raise ValueError(1)
    | ValueError: no such step
    | and more
    +---------------- 2 ----------------
    | Traceback (most recent call last):
    |   File "/x/megatron/data.py", line 4, in build
    |     raise TypeError(2)
    | TypeError: 2
    +------------------------------------
`),
  ]);
  expect([failure?.sign.type, failure?.sign.message]).toEqual(["ValueError", "no such step\nand more"]);
  expect(failure?.sign.frames.map(({ name }) => name)).toEqual(["<module>", "pretrain", "load"]);
  expect([failure?.sign.from, failure?.sign.line]).toEqual([1, 11]);
});

/** In the order of bytes of most machines, or the other. */
function wide(text: string, isBig = false): Uint8Array {
  const bytes = Buffer.from(text, "utf16le");
  return isBig ? bytes.swap16() : bytes;
}

test.each([
  ["UTF-16", wide(`\ufeff${TRACEBACK}ü`)],
  ["UTF-16 of the other order", wide(`\ufeff${TRACEBACK}ü`, true)],
  ["UTF-16 without its mark", wide(TRACEBACK)],
  ["UTF-16 of the other order without its mark", wide(TRACEBACK, true)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${TRACEBACK}`)],
  ["zeros of a file that was cut, and text", Buffer.from(`${"\0".repeat(5000)}\n${TRACEBACK}`)],
])("%s is read, in whatever pieces", (_, bytes) => {
  for (const piece of [1, 2, 3, 7, 100_000]) {
    const reader = new LogReader("run.log");
    for (let start = 0; start < bytes.length; start += piece)
      reader.push(Uint8Array.from(bytes.subarray(start, start + piece)));
    expect(firstFailure([reader.end()])?.sign).toMatchObject({
      type: "ValueError",
      frames: [{ name: "pretrain" }],
    });
  }
});

test.each(["", "a", "ab\n", "ValueError: x"])("the log %j is read to its end", (text) => {
  const reader = new LogReader("run.log");
  reader.push(Buffer.from(text));
  const { lineCount, signs } = reader.end();
  expect([lineCount, signs.length]).toEqual([text === "" ? 0 : 1, text.includes("Error") ? 1 : 0]);
});

test.each([
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ["bzip2", [...Buffer.from("BZh91AY&SY")]],
  ["lz4", [4, 0x22, 0x4d, 0x18]],
  ["zip", [0x50, 0x4b, 3, 4]],
  ["7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ["compress", [0x1f, 0x9d, 0x90]],
  ["gzip", [0x1f, 0x8b, 8]],
  ["UTF-32", [0xff, 0xfe, 0, 0]],
])("what is %s is refused, in whatever pieces", (name, magic) => {
  for (const piece of [1, 4, 1000]) {
    const bytes = Uint8Array.from([...magic, ...Buffer.from(TRACEBACK)]);
    const reader = new LogReader("run.log");
    const read = () => {
      for (let start = 0; start < bytes.length; start += piece)
        reader.push(bytes.subarray(start, start + piece));
      reader.end();
    };
    expect(read).toThrow(name);
  }
});

test("dates and prefixes of a launcher before each line change nothing but who printed it", () => {
  const DATES = ["2025-06-01T10:00:00.123456789Z ", "[2025-06-01 10:00:00] ", "Jun  1 10:00:00 "];
  const PREFIXES = [
    "gpu-17.cluster.example: ",
    "0: ",
    "[default0]:",
    "[1,0]<stderr>:",
    "[prterun-a-1@1,0]<stderr>: ",
    "[gpu-17] ",
    "[pod/trainer-0/main] ",
    "trainer-1  | ",
  ];
  const isPrefixed = /^(?:node-\w: |\d+: |pdsh@)/m;
  for (const { text: written, name } of WRITTEN_LOGS) {
    // A host is one once it stands before what only a launched process prints.
    const text = `NeoXArgs.from_ymls() []\n${written}`;
    const plain = firstFailure([recordOf(text)]);
    for (const before of isPrefixed.test(text) ? DATES : [...DATES, ...PREFIXES]) {
      const other = firstFailure([recordOf(text.replace(/^(?=.)/gm, before))]);
      expect([name, before, other?.sign.line, other?.known?.id]).toEqual([
        name,
        before,
        plain?.sign.line,
        plain?.known?.id,
      ]);
    }
  }
});

test("a table that is cut off at its head is a part of the launch, and the next whole one takes its place", () => {
  const row = (name: string, value: string) => `  ${name} ................ ${value}.........updated\n`;
  const end = "---------------- end of arguments ----------------\n";
  const cut = `${row("seq_length", "2048")}${end}`;
  expect(recordOf(cut)).toMatchObject({ hasWholeTable: false });
  const whole = `-------------------- arguments --------------------\n${row("num_layers", "24")}${end}`;
  const both = recordOf(cut + whole + whole);
  expect(both.hasWholeTable).toBe(true);
  expect([...both.arguments.keys()]).toEqual(["num_layers"]);
});

test("a scan for words finds what a search for each of them does", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "A", "c", " "), maxLength: 20 });
  const words = fc.array(
    fc.string({ unit: fc.constantFrom("a", "b", "B", "c"), minLength: 1, maxLength: 4 }),
  );
  fc.assert(
    fc.property(words, text, (some, within) => {
      const bytes = new TextEncoder().encode(`x${within}y`);
      const isThere = some.some((word) => within.toLowerCase().includes(word.toLowerCase()));
      expect(new WordScan(some).isIn(bytes, 1, bytes.length - 1)).toBe(isThere);
    }),
  );
});

test("each line that states a failure by itself is read", () => {
  for (const { id, says = [], begins = [] } of LINE_FAILURES) {
    const lines = says.map((words) => (typeof words === "string" ? words : words.join(" ")));
    for (const line of [...lines, ...begins]) {
      const text = ["the first", line.replaceAll("\n", ""), "the last", ""].join("\n");
      expect([id, line, firstFailure([recordOf(text)])?.sign.line]).toEqual([id, line, 2]);
    }
  }
});

test("any bytes are read to their end", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      const lines = bytes.filter((byte) => byte === 10).length;
      const hasRest = bytes.length > 0 && bytes.at(-1) !== 10;
      expect(recordOf(bytes).lineCount).toBe(lines + Number(hasRest));
    }),
  );
});

test("no rest of a key is told where a message is cut", () => {
  const key = "0123456789abcdef0123456789abcdef01234567";
  const before = `${`hf_${"a".repeat(990)} `.repeat(9)}${"x ".repeat(518)}`;
  const log = recordOf(
    `Traceback (most recent call last):\n  File "/x/deepy.py", line 1, in <module>\n    main()\nValueError: ${before}${key} tail\n`,
  );
  expect(why([log], { target: UNKNOWN_TARGET }).failure?.message).not.toContain(key.slice(0, 8));
});

test("one endless line is no harm", () => {
  const text = `${"x".repeat(3 << 20)}\nTraceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: no\n`;
  expect(firstFailure([recordOf(text)])?.sign.line).toBe(4);
});

const value: fc.Arbitrary<PythonValue> = fc.letrec<{ any: PythonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(Number.NEGATIVE_INFINITY),
    fc.string({ unit: "binary" }),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.array(fc.tuple(fc.string(), tie("any")), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
})).any;

test("what Python prints of a value is read back", () => {
  fc.assert(
    fc.property(value, (it) => {
      const printed = repr(it);
      const read = pythonLiteral(printed);
      expect(read === undefined ? undefined : repr(read)).toBe(printed);
    }),
  );
});

test("text that is no value is none", () => {
  for (const text of [
    "flash",
    "<object at 0x7f>",
    "{'a': }",
    "[1",
    "'open",
    "__import__('os')",
    "[".repeat(500),
  ])
    expect(pythonLiteral(text)).toBeUndefined();
});

test("secrets are hidden by their shape and by their name", () => {
  const secrets = new Secrets();
  secrets.lookIn("export WANDB_API_KEY=local-0000");
  secrets.lookIn('{"hf_token": "short-one"}');
  const text = secrets.without(
    "failed for local-0000 with short-one, hf_abcdefghijklmnopqrstuv, https://me:pass@host/x and 0123456789abcdef0123456789abcdef01234567",
  );
  expect(text).toBe("failed for ••• with •••, •••, https://•••@host/x and •••");
  expect(secrets.without("Token indices sequence length is longer: 3071 > 2048")).toBe(
    "Token indices sequence length is longer: 3071 > 2048",
  );
});

test("a log that is cut off behind the first of two exceptions tells that one", () => {
  const text = [
    "Traceback (most recent call last):",
    '  File "train.py", line 1, in main',
    "ValueError: first",
    "",
    "During handling of the above exception, another exception occurred:",
    "",
  ].join("\n");
  expect(firstFailure([recordOf(text)])?.sign.message).toBe("first");
});

test("frames that a traceback has no room for say nothing, and its exception ends it all the same", () => {
  const frame = '  File "/x/y.py", line 1, in z';
  const found: Traceback[] = [];
  const reader = new TracebackReader((traceback) => found.push(traceback));
  const lines = ["Traceback (most recent call last):", ...Array(1000).fill(frame), "zipfile.BadZipFile: x"];
  const read = lines.map((line, index) => reader.read(line, index + 1));
  expect(read.filter((isOfTraceback) => isOfTraceback)).toHaveLength(1 + MOST_FRAMES + 1);
  reader.end();
  expect(found).toMatchObject([{ from: 1, line: 1002, type: "zipfile.BadZipFile", message: "x" }]);
  expect(found[0]?.frames).toHaveLength(MOST_FRAMES);
  const [sign] = recordOf(lines.join("\n").replace("zipfile.BadZipFile", "RecursionError")).signs;
  expect(sign).toMatchObject({ kind: "exception", line: 1002, type: "RecursionError" });
});

test("what is longer than the name of an argument is no row", () => {
  const table = (name: string) =>
    `--------------------- arguments ---------------------\n  ${name} ... 1updated\n--------------------- end of arguments ---------------------\n`;
  expect([...recordOf(table("a".repeat(100))).arguments.keys()]).toHaveLength(1);
  expect([...recordOf(table("a".repeat(101))).arguments.keys()]).toEqual([]);
});
