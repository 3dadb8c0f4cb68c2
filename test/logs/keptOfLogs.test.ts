import { expect, test } from "vitest";
import { KeptOfLogs } from "../../server/src/logs/keptOfLogs";
import { LogReader, type LogRecord } from "../../server/src/logs/readLog";
import { Secrets } from "../../server/src/logs/secrets";
import { recordOf } from "./recordOf";

const LONG = "x".repeat(131_000);
const HEADER = "Traceback (most recent call last):\n";
const count = (length: number, text: (index: number) => string) =>
  Array.from({ length }, (_, index) => text(index)).join("");

/** The records of so many logs with this text, that are read together. */
function together(text: string, times: number): readonly LogRecord[] {
  const kept = new KeptOfLogs();
  return Array.from({ length: times }, (_, index) => {
    const reader = new LogReader(`r${index}.log`, kept);
    reader.push(new TextEncoder().encode(text));
    return reader.end();
  });
}

const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);

test("of all rows of all logs no more is kept than there is room for, and a table without some is not whole", () => {
  const rows = count(100, (index) => `  a${index} ... ${LONG}updated\n`);
  const logs = together(
    `--- arguments ---\n${rows}--- end of arguments ---\n`.replaceAll("---", "-".repeat(20)),
    4,
  );
  expect(lengthOf(logs.flatMap((log) => [...log.arguments.values()].map(({ text }) => text)))).toBeLessThan(
    32_000_000,
  );
  expect(logs.map(({ hasWholeTable }) => hasWholeTable)).toEqual([true, true, false, false]);
});

test("nor of all frames and messages", () => {
  const ends = count(300, (index) => `[1,${index}]<stderr>:ValueError: ${"m ".repeat(6000)}\n`);
  const messages = together(ends, 15).flatMap(({ signs }) => signs.map(({ message }) => message));
  expect(lengthOf(messages)).toBeGreaterThan(30_000_000);
  expect(lengthOf(messages)).toBeLessThan(32_000_000);
  const frames = count(150, (index) => `  File "/${index}${LONG}", line 1, in z${LONG.slice(0, 9000)}\n`);
  const paths = together(`${HEADER}${frames}ValueError: 1\n`, 2).flatMap(({ signs }) =>
    signs.flatMap((sign) => sign.frames.map(({ path, name }) => path + name)),
  );
  expect(paths).toHaveLength(300);
  expect(lengthOf(paths)).toBeLessThan(300 * 5200);
});

test("tracebacks share what they say alike", () => {
  const { signs } = recordOf(`${HEADER}  File "/x/y.py", line 1, in z\nValueError: 1\n`.repeat(2));
  expect(signs[1]?.frames[0]).toBe(signs[0]?.frames[0]);
});

test("a chain of exceptions keeps the earliest of them", () => {
  const during = "\nDuring handling of the above exception, another exception occurred:\n\n";
  const each = (index: number) =>
    `${HEADER}  File "/x", line ${index}, in z\nValueError: ${index}\n${during}`;
  const { signs } = recordOf(count(300, each));
  const chain: string[] = [];
  for (let it = signs.at(-1)?.during; it !== undefined; it = it.during) chain.push(it.message);
  expect(chain.length).toBeLessThanOrEqual(100);
  expect(chain.at(-1)).toBe("0");
});

test("logs that are read together hide each other's secrets", () => {
  const [first, second] = together("export WANDB_API_KEY=local-0000\n", 2);
  expect(first?.secrets).toBe(second?.secrets);
});

test("a secret without end is hidden to its end", () => {
  const secrets = new Secrets();
  secrets.lookIn(`token=1${LONG}`);
  expect(secrets.without(`for 1${LONG}, and 1${LONG}`)).toBe("for •••, and •••");
});
