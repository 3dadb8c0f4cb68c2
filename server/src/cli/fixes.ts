import { keepsTheRest, touchedBy } from "../engine/keepsTheRest";
import { Looks, looksOfReading } from "../engine/looks";
import type { Mending } from "../features/fixAll";
import { rangeOf } from "../features/ranges";
import { applyEdits } from "../yaml/edit";
import { type ConfigText, reasonOf } from "./configText";
import type { CheckedLaunch } from "./formats/format";
import { placeInside } from "./insideFolder";
import type { Io } from "./io";
import { checkInput, type LaunchInput } from "./launchInput";
import { bringsFindings } from "./newFindings";
import { NextFixes } from "./nextFixes";
import { NotReplaced, replaceFile } from "./replaceFile";
import { unbroken } from "./unbroken";

/** A launch after its preferred fixes. */
export interface FixedLaunch {
  /** What is left to say of the new texts. */
  readonly checked: CheckedLaunch;
  /** In the order in which they were made. */
  readonly applied: readonly AppliedFix[];
  /** Not made, for another launch does not take them. */
  readonly left: readonly AppliedFix[];
  readonly changed: readonly FileChange[];
}

/** One edit, and what for. */
export interface AppliedFix {
  readonly rule: string;
  readonly title: string;
  /** Where the finding was when it was mended, as `file:line`. */
  readonly place: string;
}

export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** More fixes than this in one launch means that two rules undo each other. */
const MOST_FIXES = 200;

/** Findings of all rounds: of a thousand that are alike the first dozens are mended, and the others told. */
const MOST_FINDINGS = 10_000;

/** Characters of all rounds: each reads all files anew, and a broken one several times. */
const MOST_READ = 1_500_000;

/** What is looked at to find and try fixes, of all rounds. */
const MOST_LOOKED_AT = 300_000;

/** What a round looks at, however short its files: the rules themselves. */
const OF_A_ROUND = 1000;

/** Whether others take what fixes make of the files of a launch, each time before that is kept. */
type Agreement = (files: readonly ConfigText[], round: readonly Mending[]) => boolean;

/**
 * Applies the preferred fixes of errors and warnings, and looks anew after each round of them. With `lastResorts` it also
 * applies fixes that give up something the files ask for, where none keeps it.
 */
export function fixLaunch(
  given: LaunchInput,
  lastResorts = false,
  agree: Agreement = () => true,
): FixedLaunch {
  const { looks = new Looks() } = given;
  const input = { ...given, looks };
  const lookedAt = looks.spent;
  const next = new NextFixes(lastResorts);
  const applied: AppliedFix[] = [];
  const left: AppliedFix[] = [];
  const seen = new Set<string>();
  let { files } = input;
  let checked = checkInput(input);
  let told = checked.findings.length;
  let most = MOST_FIXES;
  let read = 0;
  const isWorthIt = () =>
    applied.length < MOST_FIXES &&
    told <= MOST_FINDINGS &&
    read <= MOST_READ &&
    looks.spent - lookedAt <= MOST_LOOKED_AT &&
    looks.allows(OF_A_ROUND);
  while (isWorthIt() && !seen.has(textsOf(files))) {
    // Each fix of a round is tried, so that it counts as a round of its own.
    const affordable = Math.ceil((MOST_FINDINGS - told) / checked.findings.length);
    const round = next.among(checked.findings, Math.min(most, MOST_FIXES - applied.length, affordable));
    if (round.length === 0) break;
    const mended = files.map((file) => withEdits(file, round));
    const after = checkInput({ ...input, files: mended });
    told += after.findings.length * round.length;
    const length = mended.reduce((sum, { text }) => sum + text.length, 0);
    read += length;
    looks.add(OF_A_ROUND + looksOfReading(length));
    // Each was tried alone, but not in other launches.
    const isGood = round.length === 1 || isGoodTogether(round, checked, after);
    if (!isGood || !agree(mended, round)) {
      most = Math.ceil(round.length / 2);
      if (round.length > 1) continue;
      next.leave(round);
      left.push(...round.map(appliedFix));
      continue;
    }
    seen.add(textsOf(files));
    applied.push(...round.map(appliedFix));
    files = mended;
    checked = after;
  }
  return { checked, applied, left, changed: changesBetween(input.files, files) };
}

function isGoodTogether(round: readonly Mending[], before: CheckedLaunch, after: CheckedLaunch): boolean {
  return keepTheRest(round, before, after) && !bringsFindings(before, after, ["error"]);
}

/** Whether a round changes nothing but what its fixes are in and its findings are about. */
function keepTheRest(round: readonly Mending[], before: CheckedLaunch, after: CheckedLaunch): boolean {
  const edits = round.flatMap(({ fix }) => fix.edits);
  const keys = round.flatMap(({ finding }) => finding.keys);
  return keepsTheRest(
    before.launch,
    after.launch,
    edits,
    new Set([...touchedBy(before.launch, edits), ...keys]),
  );
}

function textsOf(files: readonly ConfigText[]): string {
  return JSON.stringify(files.map(({ text }) => text));
}

function appliedFix({ finding: { rule, file, span }, fix: { title } }: Mending): AppliedFix {
  return { rule, title, place: `${file.path}:${rangeOf(file.document, span).start.line + 1}` };
}

function withEdits(file: ConfigText, round: readonly Mending[]): ConfigText {
  const edits = round.flatMap(({ fix }) => fix.edits).filter((edit) => edit.file.path === file.path);
  return edits.length === 0 ? file : { path: file.path, text: applyEdits(file.text, edits) };
}

function changesBetween(before: readonly ConfigText[], after: readonly ConfigText[]): FileChange[] {
  return before.flatMap(({ path, text }, index) => {
    const fixed = after[index]?.text ?? text;
    return fixed === text ? [] : [{ path, before: text, after: fixed }];
  });
}

/** Writes one changed file; what stands in the way, in a sentence with its name. The file is then as it was. */
export async function writeChange({ path, before, after }: FileChange, io: Io): Promise<string | undefined> {
  try {
    const place = await placeInside(path, io.cwd);
    if (place === undefined) throw new NotReplaced("its link leads out of the folder");
    await unbroken(() => replaceFile(place, before, after));
  } catch (error) {
    return `cannot write ${path}: ${reasonOf(error)}`;
  }
  return undefined;
}
