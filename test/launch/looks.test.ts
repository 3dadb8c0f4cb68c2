import { expect, test } from "vitest";
import { LooksOfRun } from "../../server/src/engine/looks";
import { check } from "../../server/src/features/check";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";
import { MODEL } from "../attacks/model";

const OCTALS = `${MODEL}seed: 012\nlog_interval: 012\n`;
const LARGE = `${OCTALS}deepspeed_extra_args:\n${Array.from({ length: 10_000 }, (_, i) => `  k${i}: ${i}\n`).join("")}`;
/** PyYAML stops at the second line, and the third takes the rest along. */
const BROKEN = `a:b\nc: d\ne: [1, 2\n${"# some words\n".repeat(15_000)}`;

/** What is looked at for the fixes of texts that are checked in one run, each by itself. */
function looksFor(run: LooksOfRun, texts: readonly string[]): number[] {
  return texts.map((text) => {
    const looks = run.another();
    const files = [{ path: "a.yml", document: readYaml(text) }];
    for (const { fixes } of check({ files, target: MAIN_TARGET, scope: "launch", looks }).findings) fixes();
    return looks.spent;
  });
}

test.each([
  ["large", LARGE],
  ["broken", BROKEN],
])("of thirty %s files only the first are looked at for fixes", (_, text) => {
  const spent = looksFor(new LooksOfRun(), Array(30).fill(text));
  expect(spent[0]).toBeGreaterThan(10_000);
  expect(spent.reduce((sum, looks) => sum + looks, 0)).toBeLessThan(1_000_000);
  expect(spent.at(-1)).toBeLessThanOrEqual(5000);
});

test("a small file is looked at as ever, whatever else a run has seen", () => {
  const [alone] = looksFor(new LooksOfRun(), [OCTALS]);
  const run = new LooksOfRun();
  run.take(1_000_000);
  expect(looksFor(run, [OCTALS])).toEqual([alone]);
});
