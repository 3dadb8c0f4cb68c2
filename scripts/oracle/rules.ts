import type { Rule } from "../../server/src/engine/rule";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { holdsFor, LAST_COMMIT, MAIN_TARGET, type Target } from "../../server/src/launch/target";
import { rules } from "../../server/src/rules/registry";
import {
  readShownRules,
  type ShownExample,
  type ShownRule,
  writeShownRules,
} from "../../test/parity/ruleExamples";
import { checkoutCommit } from "./checkoutCommit";
import type { Environment } from "./environment";
import { UNASKED } from "./examples/additions";
import { askedExample, type Side } from "./examples/asked";
import { shownBy } from "./examples/shown";
import { WholeRuns } from "./wholeRuns";

/**
 * Puts the examples of rules to real NeoX, keeps what became of them, and prints what moved against the record.
 *
 * At main all rules are asked that hold there, and at another commit those that hold there and not at main.
 *
 * @param words These rules alone, or `--new` for those that were never asked; empty for all.
 */
export async function askRules(words: readonly string[], environment: Environment): Promise<void> {
  const commit = checkoutCommit(environment.neox) ?? LAST_COMMIT;
  const target = commit.startsWith(LAST_COMMIT) ? MAIN_TARGET : parseTarget(commit);
  if (target === undefined) throw new Error(`${commit} is no commit of gpt-neox's main`);
  const runs = new WholeRuns(environment);
  const versions = await runs.versions();
  const before = readShownRules();
  const known = new Set(rules.map(({ id }) => id));
  const shown = new Map(before.rules.map((it) => [it.rule, it]));
  const isWanted = ({ id }: Rule) =>
    words.length === 0 || words.includes(id) || (words.includes("--new") && !shown.has(id));
  for (const rule of rules.filter((it) => isWanted(it) && isAskedAt(it, target))) {
    const now = await shownRule(runs, rule, target, commit.slice(0, LAST_COMMIT.length));
    printMoves(shown.get(rule.id), now);
    shown.set(rule.id, now);
    // After each: all of them take half an hour.
    writeShownRules({ versions, rules: [...shown.values()].filter(({ rule }) => known.has(rule)) });
  }
  runs.end();
}

/** At another commit than main, main shows what holds at both. */
function isAskedAt({ holds }: Rule, target: Target): boolean {
  const holdsAt = (it: Target) => holdsFor(holds, it) !== "never";
  return holdsAt(target) && (target === MAIN_TARGET || !holdsAt(MAIN_TARGET));
}

async function shownRule(runs: WholeRuns, rule: Rule, target: Target, neox: string): Promise<ShownRule> {
  const bad = await shownSide(runs, rule, "bad", target);
  return { rule: rule.id, neox, bad, good: await shownSide(runs, rule, "good", target) };
}

async function shownSide(runs: WholeRuns, rule: Rule, side: Side, target: Target): Promise<ShownExample> {
  const unasked = UNASKED[rule.id];
  if (unasked !== undefined) return { became: "unasked", asTold: false, why: unasked };
  const asked = askedExample(rule, side, target);
  const [last, ...earlier] = asked?.launches.toReversed() ?? [];
  if (asked === undefined || last === undefined)
    return { became: "unasked", asTold: false, why: "completed, it is no example of the rule" };
  for (const launch of earlier.toReversed()) await runs.ask(launch);
  return shownBy(await runs.ask(last), asked.finding, asked.others);
}

function printMoves(before: ShownRule | undefined, now: ShownRule): void {
  for (const side of ["bad", "good"] as const) {
    const [was, is] = [before?.[side], now[side]].map(inWords);
    if (was !== is) console.log(`${now.rule} ${side}: ${was} → ${is}`);
  }
}

/** Without the line, which moves with every commit. */
function inWords(shown: ShownExample | undefined): string {
  if (shown === undefined) return "never asked";
  const { became, asTold, phase, type, at, by, why } = shown;
  const place = at?.replace(/:\d+:/, ":");
  return [became, asTold ? "as told" : "otherwise", phase, type, place, by, why].filter(Boolean).join(", ");
}
