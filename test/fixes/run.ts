/** Every fix offered for a recorded launch that NeoX refused, applied alone and run by real NeoX: `scripts/runBundled.mjs`. */
import { type RealNeox, withRealNeox } from "../differential/realNeox";
import { functionOf } from "../parity/functionOf";
import { type LaunchRecord, readLaunches } from "../parity/records";
import { type Checked, type Checker, checkerFor } from "./mend";
import { type AskNeox, type Outcome, settle } from "./settle";

const [first = 0, count = Number.POSITIVE_INFINITY] = process.argv.slice(2).map(Number);

/** Phases that the oracle runs. */
const RUN_PHASES = new Set(["load", "args", "model", "forward"]);

interface Tried {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  /** Whether the finding names the function at which NeoX stopped; else it would stop there later. */
  readonly isFirst: boolean;
  readonly outcome: Outcome;
}

async function tryFixes(real: RealNeox): Promise<void> {
  const failing = readLaunches(real.version)
    .slice(first, first + count)
    .filter(({ verdict }) => !verdict.launches);
  const tried: Tried[] = [];
  for (const recorded of failing) tried.push(...(await tryCase(recorded, real)));
  print(failing.length, tried, real.version.target);
}

async function tryCase(recorded: LaunchRecord, { neox, target }: RealNeox): Promise<readonly Tried[]> {
  const { id, gpus, files } = recorded;
  const check = checkerFor(target);
  const ask: AskNeox = (asked) => neox.ask({ id, gpus: asked.gpus, files: asked.files });
  const stopped = functionOf(recorded.verdict.at);
  const tried = await tryLaunch(check(files, gpus), check, ask);
  return tried.map((it) => ({ ...it, id, isFirst: it.at === stopped }));
}

async function tryLaunch(start: Checked, check: Checker, ask: AskNeox) {
  const tried = [];
  for (const finding of start.errors.filter(({ phase }) => RUN_PHASES.has(phase)))
    for (const fix of finding.fixes()) {
      const outcome = await settle(start, finding, fix, check, ask);
      tried.push({ rule: finding.rule, title: fix.title, at: finding.neox.at, outcome });
    }
  return tried;
}

function print(failing: number, tried: readonly Tried[], name: string): void {
  const groups = new Map<string, Tried[]>();
  for (const it of tried.filter(({ outcome }) => outcome.kind !== "removed")) {
    const group = `${it.outcome.kind}\t${it.rule}\t${it.outcome.why.slice(0, 140)}`;
    groups.set(group, [...(groups.get(group) ?? []), it]);
  }
  for (const [group, members] of [...groups].sort(([a], [b]) => a.localeCompare(b)))
    console.log(
      `${members.length}\t${group}\t${members
        .slice(0, 4)
        .map(({ id, title }) => `${id}: ${title}`)
        .join(" | ")}`,
    );
  printShares(
    `Fixes of the failure at which NeoX stopped, ${name}`,
    failing,
    tried.filter(({ isFirst }) => isFirst),
  );
  printShares(`Fixes of all errors, ${name}`, failing, tried);
}

function isGone({ kind }: Outcome): boolean {
  return kind === "removed" || kind === "unveiled";
}

function printShares(title: string, failing: number, tried: readonly Tried[]): void {
  const kinds = ["removed", "unveiled", "remains", "another failure", "unsettled"] as const;
  const counts = kinds.map(
    (kind) => `${tried.filter(({ outcome }) => outcome.kind === kind).length} ${kind}`,
  );
  const cases = new Set(tried.map(({ id }) => id));
  const faulty = new Set(tried.filter(({ outcome }) => !isGone(outcome)).map(({ id }) => id));
  console.log(
    `${title}: ${tried.length} fixes, ${counts.join(", ")}; ` +
      `${cases.size} of ${failing} failing launches offer one, in ${cases.size - faulty.size} every one removes its failure`,
  );
}

void withRealNeox(tryFixes);
