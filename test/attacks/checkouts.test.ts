import { expect, test } from "vitest";
import { parsingPython } from "../../server/src/arguments/checkout/pythonModule";
import { readablePart } from "../../server/src/arguments/checkout/readablePart";
import { readCheckout } from "../../server/src/arguments/checkout/readCheckout";
import { CHECKOUTS, neoxArgs } from "./checkouts";
import { attacked, hostileFolder, MODEL, SECONDS } from "./command";
import { stepsOf } from "./steps";

test.each(Object.entries(CHECKOUTS))(
  "%s are read up to a bound, or not at all",
  async (_, files) => {
    const checkout = await readCheckout(async (path) => files[path]);
    expect(checkout?.catalogue.names.length ?? 1).toBeLessThanOrEqual(5000);
    const names = Object.values(files).join("\n");
    for (const name of checkout?.catalogue.names ?? []) expect(names).toContain(name);
  },
  SECONDS * 1000,
);

test.each([
  ["classes", (n: number) => "@dataclass\nclass C:\n    a: int = 1\n".repeat(n), 200],
  ["fields", (n: number) => `class C:\n${"    a: int = 1\n".repeat(n)}`, 1000],
  ["brackets", (n: number) => `a = ${"(".repeat(n)}${")".repeat(n)}\n`, 90],
  ["functions", (n: number) => "def f():\n    return 1\n".repeat(n), 1000],
])("twice as many %s are at most twice the work, and any number has a bound", (_, text, count) => {
  const [once, twice, most] = [count, 2 * count, 1_000_000 / text(1).length].map((n) =>
    stepsOf(parsingPython("a.py", text(n))),
  );
  expect(twice).toBeLessThan(2.2 * (once ?? 0));
  expect(most).toBeLessThan(600_000);
});

test("what Python reads is read to its end", () => {
  for (const text of [
    "a = '''(((\n'''\n".repeat(300),
    `${"# (\n".repeat(300)}a = 1\n`,
    `a = [\n${"    1,\n".repeat(2000)}]\n`,
    `a = "${"[".repeat(300)}\\"${"(".repeat(300)}"\n`,
    `a = """${"x".repeat(100_000)}"""\n`,
    "a = 1\r\n".repeat(10_000),
    "a = 1\r".repeat(10_000),
  ])
    expect(readablePart(text)).toBe(text);
});

test("a checkout that has more than is read is told of, and the launch is checked", async () => {
  const folder = hostileFolder({
    "a.yml": MODEL,
    ...neoxArgs("    num_layers: int = 1\n".repeat(30_000)),
  });
  const { exit, stderr } = await attacked(["check", "a.yml", "--neox", "."], { cwd: folder });
  expect(stderr).toContain("has more classes, arguments or text than are read");
  expect(exit).toBe(1);
});
