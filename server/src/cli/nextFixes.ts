import type { Finding, ResolvedFix } from "../engine/finding";
import type { FileEdit } from "../engine/rule";
import type { Mending } from "../features/fixAll";
import { touches } from "../yaml/edit";

/**
 * Chooses what is mended next. Most fixes are made alone, for one of dimensions often mends several findings at once, and
 * two of them together would change too much; values that are only misspelt are mended together.
 */
export class NextFixes {
  readonly #lastResorts: boolean;
  readonly #inVain = new Set<string>();
  readonly #left = new Set<string>();

  /** With `lastResorts` also fixes that give up something the files ask for, where none keeps it. */
  constructor(lastResorts: boolean) {
    this.#lastResorts = lastResorts;
  }

  /** The next fixes of errors and warnings, at most so many; their edits do not touch. */
  among(findings: readonly Finding[], most: number): readonly Mending[] {
    const serious = findings.filter(
      (finding) =>
        (finding.severity === "error" || finding.severity === "warning") && !this.#left.has(nameOf(finding)),
    );
    const first = this.#first(serious, "preferred");
    if (first !== undefined) return [first, ...alike(first, serious, most - 1)];
    const last = this.#lastResorts ? this.#first(serious, "lastResort") : undefined;
    return last === undefined ? [] : [last];
  }

  /** Mends these findings no more. */
  leave(mendings: readonly Mending[]): void {
    for (const { finding } of mendings) this.#left.add(nameOf(finding));
  }

  /** Findings that had no such fix before come last: each of hundreds of fixes would have them tried again. */
  #first(findings: readonly Finding[], how: "preferred" | "lastResort"): Mending | undefined {
    const last: Finding[] = [];
    for (const finding of findings) {
      const name = how + nameOf(finding);
      if (this.#inVain.has(name)) {
        last.push(finding);
        continue;
      }
      const fix = fixOf(finding, how);
      if (fix !== undefined) return { finding, fix };
      this.#inVain.add(name);
    }
    for (const finding of last) {
      const fix = fixOf(finding, how);
      if (fix !== undefined) return { finding, fix };
    }
    return undefined;
  }
}

function nameOf({ rule, keys, message }: Finding): string {
  return JSON.stringify([rule, keys, message]);
}

function fixOf(finding: Finding, how: "preferred" | "lastResort"): ResolvedFix | undefined {
  return finding.fixes().find((it) => it[how] && it.edits.length > 0);
}

/** The findings of the same rule behind the first, up to one whose value is not all that its fix changes. */
function alike(first: Mending, findings: readonly Finding[], most: number): readonly Mending[] {
  if (!staysInValue(first)) return [];
  const found: Mending[] = [];
  const taken = [...first.fix.edits];
  for (const finding of findings.slice(findings.indexOf(first.finding) + 1)) {
    if (found.length >= most || finding.rule !== first.finding.rule) break;
    const fix = fixOf(finding, "preferred");
    if (fix === undefined || !staysInValue({ finding, fix }) || collides(fix, taken)) break;
    taken.push(...fix.edits);
    found.push({ finding, fix });
  }
  return found;
}

/** Whether a fix writes one value anew in its line, so that no other finding is at another place after it. */
function staysInValue({ finding: { file, span, keys }, fix }: Mending): boolean {
  return (
    keys.length === 1 &&
    fix.edits.every(
      (edit) =>
        edit.file === file &&
        span.start <= edit.span.start &&
        edit.span.end <= span.end &&
        !/[\r\n]/.test(edit.newText + file.document.text.slice(edit.span.start, edit.span.end)),
    )
  );
}

function collides({ edits }: ResolvedFix, taken: readonly FileEdit[]): boolean {
  return edits.some((edit) =>
    taken.some((other) => other.file === edit.file && touches(other.span, edit.span)),
  );
}
