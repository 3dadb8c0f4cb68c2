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
    "export HF_TOKEN=hf_abcdefghijklmnopqrstuvwxyz012345",
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
  "WORLD INFO DICT: {'a': [0, 1], 'b': [0]}",
])("a packed log is refused that would be read for seconds: %s", (line) => {
  expect(unpacked(line, 30_000)).toBeGreaterThan(1_000_000);
  expect(() => unpacked(line, 400_000)).toThrow(/unpack it first/);
});

test("what one rank says again and again hides no other that says it, too", () => {
  const of = (rank: number) => `[rank${rank}]: [Rank ${rank}] Watchdog caught collective operation timeout\n`;
  const { waitingRanks, signs } = recordOf(of(0).repeat(100) + of(1).repeat(100) + of(2));
  expect([...waitingRanks]).toEqual([0, 1, 2]);
  expect(signs.map(({ origin }) => origin)).toEqual([0, 1, 2].map((rank) => ({ kind: "rank", rank })));
});
