/** Hostile inputs for every part of the program, many in one process: see `scripts/runBundled.mjs`. */
import { parseArgs } from "node:util";
import { Random } from "../differential/random";
import { firstLines, type Target } from "./target";
import { indexes, pickles, tokenizers } from "./targets/loadedFiles";
import { messages } from "./targets/messages";
import { checkout, hostfile, project, script } from "./targets/otherFiles";
import { protocol } from "./targets/protocol";
import { reader } from "./targets/reader";
import { rules } from "./targets/rules";
import { writer } from "./targets/writer";
import { seedTexts } from "./texts";

const TARGETS: Readonly<Record<string, Target>> = {
  reader,
  writer,
  rules,
  protocol,
  messages,
  hostfile,
  project,
  script,
  checkout,
  pickles,
  indexes,
  tokenizers,
};

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: Object.keys(TARGETS).join(",") },
    corpus: { type: "string", default: "../shared/corpus" },
  },
});

/** Milliseconds of processor time; more is a fault. The machine may be busy, so a slow input is tried again. */
const LONGEST = 1000;

const seeds = seedTexts(values.corpus);
const [first, count] = [Number(values.seed), Number(values.count)];
const strays: string[] = [];
process.on("unhandledRejection", (error) => strays.push(`nobody caught ${firstLines(error)}`));

async function timed(target: Target, seed: number): Promise<{ faults: readonly string[]; time: number }> {
  const begin = process.cpuUsage();
  const faults = await target(new Random(seed), seeds);
  const { user, system } = process.cpuUsage(begin);
  return { faults: [...faults, ...strays.splice(0)], time: (user + system) / 1000 };
}

async function tried(target: Target, seed: number): Promise<readonly string[]> {
  try {
    const { faults, time } = await timed(target, seed);
    if (time < LONGEST) return faults;
    const again = await timed(target, seed);
    return again.time < LONGEST ? faults : [...faults, `slow: over ${LONGEST} ms`];
  } catch (error) {
    return [`crash: ${firstLines(error)}`];
  }
}

/** How many kinds of fault there are. */
async function run(name: string): Promise<number> {
  const target = TARGETS[name];
  if (target === undefined) throw new Error(`no target ${name}: ${Object.keys(TARGETS).join(", ")}`);
  const begin = performance.now();
  const faulty = new Map<string, number[]>();
  for (let seed = first; seed < first + count; seed++)
    for (const fault of await tried(target, seed)) faulty.set(fault, [...(faulty.get(fault) ?? []), seed]);
  const sorted = [...faulty].sort(([, a], [, b]) => b.length - a.length);
  for (const [fault, found] of sorted)
    console.log(`  ${found.length}\t${fault}\t(seeds ${found.slice(0, 3).join(" ")})`);
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  console.log(`${name}: ${count} inputs from seed ${first} in ${seconds} s, ${sorted.length} kinds of fault`);
  return sorted.length;
}

async function runAll(names: readonly string[]): Promise<void> {
  let kinds = 0;
  for (const name of names) kinds += await run(name);
  process.exit(kinds === 0 ? 0 : 1);
}

void runAll(values.only.split(","));
