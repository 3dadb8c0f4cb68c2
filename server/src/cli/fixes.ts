import type { Finding, ResolvedFix } from "../engine/finding";
import type { Mending } from "../features/fixAll";
import { rangeOf } from "../features/ranges";
import { applyEdits } from "../yaml/edit";
import { type ConfigText, reasonOf } from "./configText";
import type { CheckedLaunch } from "./formats/format";
import { placeInside } from "./insideFolder";
import type { Io } from "./io";
import { checkInput, type LaunchInput } from "./launchInput";
import { NotReplaced, replaceFile } from "./replaceFile";
import { unbroken } from "./unbroken";

/** A launch after its preferred fixes. */
export interface FixedLaunch {
  /** What is left to say of the new texts. */
  readonly checked: CheckedLaunch;
  /** In the order in which they were made. */
  readonly applied: readonly AppliedFix[];
  readonly changed: readonly FileChange[];
}

/** One edit that was made, and what for. */
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
const MOST_FINDINGS = 30_000;

/**
 * Applies the preferred fix of one error or warning after the other, and looks anew after each:
 * a fix of dimensions often mends several findings at once, and two of them together would change too much.
 * With `lastResorts` it also applies fixes that give up something the files ask for, where none keeps it.
 */
export function fixLaunch(input: LaunchInput, lastResorts = false): FixedLaunch {
  const seen = new Set<string>();
  const applied: AppliedFix[] = [];
  const inVain = new Set<string>();
  let told = 0;
  for (let files = input.files; ; ) {
    const checked = checkInput({ ...input, files });
    const state = JSON.stringify(files.map((file) => file.text));
    told += checked.findings.length;
    const isDone = seen.has(state) || applied.length === MOST_FIXES || told > MOST_FINDINGS;
    const next = isDone ? undefined : nextFix(checked.findings, lastResorts, inVain);
    if (next === undefined) return { checked, applied, changed: changesBetween(input.files, files) };
    seen.add(state);
    applied.push(appliedFix(next));
    files = files.map((file) => withEdits(file, next.fix));
  }
}

function nextFix(
  findings: readonly Finding[],
  lastResorts: boolean,
  inVain: Set<string>,
): Mending | undefined {
  const serious = findings.filter(({ severity }) => severity === "error" || severity === "warning");
  return (
    first(serious, "preferred", inVain) ?? (lastResorts ? first(serious, "lastResort", inVain) : undefined)
  );
}

/** Findings that had no such fix before come last: each of hundreds of fixes would have them tried again. */
function first(
  findings: readonly Finding[],
  how: "preferred" | "lastResort",
  inVain: Set<string>,
): Mending | undefined {
  const nameOf = ({ rule, keys, message }: Finding) => JSON.stringify([how, rule, keys, message]);
  const fixOf = (finding: Finding) => finding.fixes().find((it) => it[how] && it.edits.length > 0);
  const last: Finding[] = [];
  for (const finding of findings) {
    const name = nameOf(finding);
    if (inVain.has(name)) {
      last.push(finding);
      continue;
    }
    const fix = fixOf(finding);
    if (fix !== undefined) return { finding, fix };
    inVain.add(name);
  }
  for (const finding of last) {
    const fix = fixOf(finding);
    if (fix !== undefined) return { finding, fix };
  }
  return undefined;
}

function appliedFix({ finding: { rule, file, span }, fix: { title } }: Mending): AppliedFix {
  return { rule, title, place: `${file.path}:${rangeOf(file.document, span).start.line + 1}` };
}

function withEdits(file: ConfigText, fix: ResolvedFix): ConfigText {
  const edits = fix.edits.filter((edit) => edit.file.path === file.path);
  return edits.length === 0 ? file : { path: file.path, text: applyEdits(file.text, edits) };
}

function changesBetween(before: readonly ConfigText[], after: readonly ConfigText[]): FileChange[] {
  return before.flatMap(({ path, text }, index) => {
    const fixed = after[index]?.text ?? text;
    return fixed === text ? [] : [{ path, before: text, after: fixed }];
  });
}

/** A unified diff that `patch -p1` and `git apply` take. */
export async function unifiedDiff({ path, before, after }: FileChange): Promise<string> {
  const { createTwoFilesPatch } = await import("diff");
  const name = path.replace(/^\/+/, "");
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    context: 3,
  });
  return patch.replace(/^=+\n/, "");
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
