import { expect, test } from "vitest";
import { fixLaunch } from "../../server/src/cli/fixes";
import { Looks } from "../../server/src/engine/looks";
import { check } from "../../server/src/features/check";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { SharedFiles } from "../../server/src/launches/sharedFiles";
import { readYaml } from "../../server/src/yaml/read";
import { MODEL } from "../attacks/model";

const ODD_SHAPE = MODEL.replace("768", "770");
const OCTALS = `${MODEL}seed: 012\nlog_interval: 012\n`;

/** What is looked at for the fixes of a text, once somebody asks for them. */
function looksFor(text: string): { before: number; after: number } {
  const looks = new Looks();
  const files = [{ path: "a.yml", document: readYaml(text) }];
  const { findings } = check({ files, target: MAIN_TARGET, scope: "launch", looks });
  const before = looks.spent;
  for (const { fixes } of findings) fixes();
  return { before, after: looks.spent };
}

test.each([
  ["a shape that is searched for", ODD_SHAPE],
  ["values that are tried", OCTALS],
])("of %s it is counted what is looked at", (_, text) => {
  const { before, after } = looksFor(text);
  expect(before).toBe(0);
  expect(after).toBeGreaterThan(looksFor(MODEL).after);
});

test("each round of fixes counts", () => {
  const looks = new Looks();
  const { applied } = fixLaunch({
    files: [{ path: "a.yml", text: `${OCTALS}${ODD_SHAPE.split("\n")[1]}\n` }],
    target: MAIN_TARGET,
    scope: "launch",
    looks,
  });
  expect(applied.length).toBeGreaterThan(1);
  expect(looks.spent).toBeGreaterThan(2 * looksFor(OCTALS).after);
});

/** How many of a thousand launches of one file are checked. */
function checkedOf(looks: number): number {
  const shared = new SharedFiles();
  let checked = 0;
  for (let index = 0; index < 1000; index++) {
    if (!shared.allow(`${index}`, { name: `${index}`, files: ["a.yml"] })) continue;
    checked++;
    shared.wasChecked("a.yml", readYaml(MODEL), 1, looks);
  }
  return checked;
}

test("the more is looked at for the fixes of a file, the fewer launches share it", () => {
  expect(checkedOf(0)).toBe(1000);
  expect(checkedOf(5000)).toBeLessThan(100);
  expect(checkedOf(50_000)).toBeLessThan(15);
});
