import { expect, test } from "vitest";
import { suppressionsOf } from "../../server/src/engine/suppression";
import { absentFiles } from "../../server/src/launch/namedFiles";
import { mergeSettings } from "../../server/src/launch/settings";
import { companionFiles } from "../../server/src/launches/comments/companionFiles";
import { discoverLaunches } from "../../server/src/launches/discover";
import { readYaml } from "../../server/src/yaml/read";
import { pyYamlNumber } from "../../server/src/yaml/scalar";

/** Long enough that a quadratic search would run into the time limit of a test. */
const LONG = 400_000;

test("a number that never ends is read or refused at once", () => {
  expect(pyYamlNumber(`${"9".repeat(LONG)}x`)).toBeUndefined();
  const { problems } = readYaml(`lr: !!python/complex ${"9".repeat(LONG)}x`);
  expect(problems.map(({ raises }) => raises)).toEqual(["ValueError"]);
});

test("a script of nothing but openings is read at once", () => {
  const line = `python deepy.py train.py ${"${a".repeat(LONG / 4)}`;
  expect(discoverLaunches(line).length).toBeLessThanOrEqual(1);
});

test.each([
  ["a path of nothing but slashes has a folder", 4000, [4003]],
  ["a path that is longer than any that Linux opens is not looked for", LONG, []],
])("%s", async (_, slashes, looked) => {
  const file = { path: "a.yml", document: readYaml(`vocab_file: ${"/".repeat(slashes)}x/y\n`) };
  const absent = await absentFiles(mergeSettings([file]).settings, async (path) => path.endsWith("x"));
  expect([...absent].map((path) => path.length)).toEqual(looked);
});

test("the names of companions may have blanks before them", () => {
  const comment = {
    text: `neox-config: with   a.yml,  b.yml${" ".repeat(LONG)}`,
    span: { start: 0, end: 0 },
  };
  expect(companionFiles([comment])).toEqual(["a.yml", "b.yml"]);
});

test("the words of a comment may have millions of blanks before them", () => {
  const text = `#${" ".repeat(20 * LONG)}neox-config: ignore ${"a-b ".repeat(1000)}\n`;
  const [suppression] = suppressionsOf({ path: "a.yml", document: readYaml(text) });
  expect(suppression?.ids).toHaveLength(1000);
});
