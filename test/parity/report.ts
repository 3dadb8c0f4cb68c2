import { compareCase, compareVersions, hasCases, readCases } from "./cases";
import { type Comparison, compare } from "./compare";
import { functionOf } from "./functionOf";
import { RECORDED_VERSIONS, readLaunches } from "./records";

/** Prints how our verdicts compare with gpt-neox's own; `--ids` names the cases. */
function main(): void {
  for (const version of RECORDED_VERSIONS)
    print(
      version.target,
      readLaunches(version).map((it) => compare(it, version.target, it.verdict)),
    );
  if (!hasCases) return;
  const cases = [...readCases().flatMap(compareCase), ...compareVersions()];
  for (const name of new Set(cases.map(({ target }) => target)))
    print(
      `${name}, configs of other projects`,
      cases.filter(({ target }) => target === name),
    );
}

function print(target: string, comparisons: readonly Comparison[]): void {
  const failing = comparisons.filter(({ verdict }) => !verdict.launches);
  const caught = failing.filter(({ errors }) => errors.length > 0);
  const located = failing.filter(({ sameFunction }) => sameFunction);
  const falseErrors = comparisons.filter(({ verdict, errors }) => verdict.launches && errors.length > 0);
  const crashed = comparisons.filter(({ failures }) => failures.length > 0);
  console.log(`\n== ${target}: ${comparisons.length} launches, ${failing.length} of them fail in gpt-neox`);
  console.log(`false errors       ${falseErrors.length}`);
  console.log(`caught             ${caught.length} (${share(caught.length, failing.length)})`);
  console.log(`at the same place  ${located.length} (${share(located.length, failing.length)})`);
  printGroups("False errors, by rule", falseErrors, ({ errors }) => errors.join(", "));
  const elsewhere = failing.filter(({ sameFunction }) => !sameFunction);
  printGroups("Not found at the place where gpt-neox stops", elsewhere, ({ verdict }) => {
    return `${verdict.phase} ${functionOf(verdict.at)} ${verdict.type}: ${generalised(verdict.message ?? "")}`;
  });
  printGroups("Rules that threw", crashed, ({ failures }) => failures.join(", "));
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`;
}

function printGroups(title: string, found: readonly Comparison[], group: (it: Comparison) => string): void {
  if (found.length === 0) return;
  console.log(`\n${title}:`);
  const groups = new Map<string, Comparison[]>();
  for (const it of found) groups.set(group(it), [...(groups.get(group(it)) ?? []), it]);
  const shown = process.argv.includes("--ids") ? undefined : 3;
  for (const [name, members] of [...groups].sort(([, a], [, b]) => b.length - a.length)) {
    const ids = members.slice(0, shown).map(({ id }) => id);
    console.log(`${String(members.length).padStart(5)}  ${name}  [${ids.join(" ")}]`);
  }
}

/** A message without the numbers and names of one launch. */
function generalised(message: string): string {
  return message
    .replace(/'[^']*'/g, "'…'")
    .replace(/\d+(\.\d+)?/g, "N")
    .replace(/\s+/g, " ")
    .slice(0, 110);
}

main();
