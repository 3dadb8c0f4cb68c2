/** Hostile texts through everything a server does with one: see `scripts/runBundled.mjs`. */
import { parseArgs } from "node:util";
import { Random } from "../differential/random";
import { faultsOf, firstLines } from "./check";
import { mutated, seedTexts } from "./texts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    corpus: { type: "string", default: "../shared/corpus" },
  },
});

/** A text that takes longer is a fault; the machine may be busy, so a slow one is tried again. */
const LONGEST_MILLISECONDS = 1000;

function timed(text: string, seed: number): { faults: readonly string[]; milliseconds: number } {
  const begin = process.cpuUsage();
  const faults = faultsOf(text, new Random(seed));
  const { user, system } = process.cpuUsage(begin);
  return { faults, milliseconds: (user + system) / 1000 };
}

function tried(text: string, seed: number): readonly string[] {
  try {
    const { faults, milliseconds } = timed(text, seed);
    if (milliseconds < LONGEST_MILLISECONDS) return faults;
    const again = timed(text, seed).milliseconds;
    return again < LONGEST_MILLISECONDS ? faults : [...faults, `slow: over ${LONGEST_MILLISECONDS} ms`];
  } catch (error) {
    return [`crash: ${firstLines(error)}`];
  }
}

const seeds = seedTexts(values.corpus);
const [first, count] = [Number(values.seed), Number(values.count)];
const faulty = new Map<string, number[]>();
for (let seed = first; seed < first + count; seed++) {
  for (const fault of tried(mutated(new Random(seed), seeds), seed))
    faulty.set(fault, [...(faulty.get(fault) ?? []), seed]);
}
const sorted = [...faulty].sort(([, a], [, b]) => b.length - a.length);
for (const [fault, texts] of sorted)
  console.log(`${texts.length}\t${fault}\t(${texts.slice(0, 3).join(" ")})`);
console.log(`${count} texts from seed ${first}: ${sorted.length} kinds of fault`);
process.exitCode = sorted.length === 0 ? 0 : 1;
