/** Random launches against real NeoX: see `scripts/runBundled.mjs`. */
import { difference } from "./differ";
import { generateLaunch } from "./generate";
import { type RealNeox, withRealNeox } from "./realNeox";

const [first = 0, count = 1000] = process.argv.slice(2).map(Number);

/** Asks NeoX and us about the launches `first` to `first + count`, and prints each kind of difference with its launches. */
async function compareLaunches({ neox, target, version }: RealNeox): Promise<void> {
  const differences = new Map<string, string[]>();
  let launched = 0;
  for (let number = first; number < first + count; number += 1) {
    const launch = generateLaunch(number);
    const verdict = await neox.ask(launch);
    if (verdict.launches) launched += 1;
    const found = difference(launch, target, verdict);
    if (found !== undefined) differences.set(found, [...(differences.get(found) ?? []), launch.id]);
    if ((number - first + 1) % 2000 === 0)
      console.error(`${number - first + 1} launches, ${differences.size} kinds of difference`);
  }
  const sorted = [...differences].sort(([, a], [, b]) => b.length - a.length);
  for (const [what, ids] of sorted) console.log(`${ids.length}\t${what}\t(${ids.slice(0, 5).join(" ")})`);
  const differing = sorted.reduce((sum, [, ids]) => sum + ids.length, 0);
  console.log(
    `${count} launches for ${version.target}: NeoX launched ${launched}, ${differing} verdicts differ`,
  );
}

void withRealNeox(compareLaunches);
