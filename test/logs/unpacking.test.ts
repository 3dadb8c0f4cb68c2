import { describe, expect, test } from "vitest";
import { LogReader } from "../../server/src/logs/readLog";
import { Unpacking } from "../../server/src/logs/unpacking";
import { recordOf } from "./recordOf";

const encoder = new TextEncoder();
/** Lines of each piece that is unpacked. */
const LINES = 2000;

/** Reads so many lines as they come out of a log of 200,000 packed bytes; the work of it all. */
function unpacked(line: string, lines: number): number {
  const reader = new LogReader("run.log");
  const unpacking = new Unpacking();
  unpacking.packed = 200_000;
  const piece = encoder.encode(`${line}\n`.repeat(LINES));
  let work = 0;
  for (let read = 0; read < lines; read += LINES) {
    unpacking.count(piece, reader.work - work);
    ({ work } = reader);
    reader.push(piece);
  }
  return reader.work;
}

const ITERATION =
  " samples/sec: 1.0 | iteration 1/ 100 | elapsed time per iteration (ms): 1.0 | lm_loss: 1.0";

describe("of a line that is told again and again most are not read", () => {
  test.each([
    "ValueError: abc def",
    "torch.distributed.DistBackendError: NCCL error in: /x.cpp:1, unhandled system error",
    "[Rank 3] Watchdog caught collective operation timeout",
    "Killing subprocess 5",
    "ERROR:root:no",
    `${ITERATION} |`,
  ])("%s", (line) => {
    const lines = 200_000;
    expect(unpacked(line, lines)).toBeLessThan(lines + 2_500_000);
  });
});

test.each([
  ITERATION,
  "  num_layers ......... 12....default",
  "Traceback (most recent call last):",
  "export HF_TOKEN=hf_abcdefghijklmnopqrstuvwxyz012345",
  "WORLD INFO DICT: {'a': [0, 1], 'b': [0]}",
])("a packed log is refused that would be read for seconds: %s", (line) => {
  expect(unpacked(line, 30_000)).toBeGreaterThan(1_000_000);
  expect(() => unpacked(line, 400_000)).toThrow(/unpack it first/);
});

const TRACEBACK =
  'Traceback (most recent call last):\n  File "/a/b.py", line 3, in f\n    g()\nValueError: x\n';

/** What some ranks print that all run out of memory, about a hundred bytes in each line. */
function outOfMemory(ranks: number, frames: number): string {
  const of = (rank: number) => [
    "Traceback (most recent call last):",
    ...Array.from({ length: frames }, (_, at) => [
      `  File "/fsx/home/user/gpt-neox/megatron/module_${at}/training_utilities.py", line ${at}, in function_${at}`,
      `    return self._call_impl_number_${at}(*args, **kwargs_for_layer_${at}, checkpoint=self.cfg)`,
    ]).flat(),
    `torch.OutOfMemoryError: CUDA out of memory. Tried to allocate ${rank}.00 GiB.`,
  ];
  const printed = (rank: number) => of(rank).map((line) => `[rank${rank}]: ${line}\n`);
  return Array.from({ length: ranks }, (_, rank) => printed(rank).join("")).join("");
}

test("what a thousand ranks say of their end is no more than can be read at once", () => {
  const reader = new LogReader("run.log");
  reader.push(encoder.encode(outOfMemory(1000, 40)));
  expect(reader.work).toBeLessThan(9_000_000);
  expect(reader.end().signs.map(({ origin }) => origin)).toEqual(
    Array.from({ length: 400 }, (_, rank) => ({ kind: "rank", rank })),
  );
});

test("nor does one of them lose what came while it handled another error", () => {
  const of = (rank: number, text: string) => text.replace(/^(?=.)/gm, `[rank${rank}]: `);
  const all = (text: string) => Array.from({ length: 1000 }, (_, rank) => of(rank, text)).join("");
  const during = "During handling of the above exception, another exception occurred:\n";
  const { signs } = recordOf(all(TRACEBACK) + all(during) + all(TRACEBACK.replace("ValueError", "KeyError")));
  expect(signs.map((sign) => [sign.type, sign.during?.type])).toEqual(
    Array(400).fill(["KeyError", "ValueError"]),
  );
});

test.each([
  ["blank lines", `${TRACEBACK}${"\n".repeat(1_900_000)}`],
  ["words", `${TRACEBACK}${"a\n".repeat(9900)}`.repeat(95)],
  [
    "blank lines behind what is ignored",
    `Exception ignored in: a\n${TRACEBACK}${"\n".repeat(499)}`.repeat(3000),
  ],
])("of two million bytes no million lines are read: %s", (_, log) => {
  const reader = new LogReader("run.log");
  const bytes = encoder.encode(log);
  reader.push(bytes);
  const lines = reader.end().lineCount;
  expect(bytes.length).toBeLessThan(2_000_000);
  expect(lines).toBeGreaterThan(900_000);
  // A line that is read is sixty of it.
  expect(reader.work - lines).toBeLessThan(60 * 150_000);
});

test("an error far behind many that are ignored is found with its frames", () => {
  const ignored = `--- Logging error ---\n${TRACEBACK}`.repeat(30_000);
  const { signs } = recordOf(`${ignored}${TRACEBACK.replace("ValueError: x", "KeyError: 1")}`);
  expect(signs.map(({ type, frames }) => [type, frames])).toEqual([
    ["KeyError", [{ path: "/a/b.py", name: "f" }]],
  ]);
});

test("a secret is hidden that is told after another was told often", () => {
  const told = (key: string) =>
    `2024-01-01 00:00:00 INFO launcher environment of the process is as follows: api_key=${key}\n`;
  const log = `${told("abcdefQ12345678").repeat(300)}${told("zyxwvuQ98765432")}`;
  expect(recordOf(log).secrets.without("cannot log in with zyxwvuQ98765432")).toBe("cannot log in with •••");
});

test("what one rank says again and again hides no other that says it, too", () => {
  const of = (rank: number) => `[rank${rank}]: [Rank ${rank}] Watchdog caught collective operation timeout\n`;
  const { waitingRanks, signs } = recordOf(of(0).repeat(100) + of(1).repeat(100) + of(2));
  expect([...waitingRanks]).toEqual([0, 1, 2]);
  expect(signs.map(({ origin }) => origin)).toEqual([0, 1, 2].map((rank) => ({ kind: "rank", rank })));
});
