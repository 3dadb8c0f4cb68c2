import { t } from "../base/l10n";
import type { YamlDocument } from "../yaml/tree";
import { isDict, isList, type PythonValue } from "../yaml/value";
import type { ProjectLaunch } from "./project";

/** What may be looked at again for further launches of the same files, of all launches together. */
const MOST_AGAIN = 20_000_000;

/** What a file costs beside its characters, and each finding in it: it takes longer to tell than to read. */
const OF_A_FILE = 4000;
const OF_A_FINDING = 8000;
/** What is looked at to find and try the fixes of a launch takes as long as this many characters each. */
const OF_A_LOOK = 60;
/** Of what its values hold, wherever a merge or an alias repeats it. */
const OF_AN_ENTRY = 30;

/** Findings in all files that are told before further launches are left out, and for each launch more. */
const MOST_FINDINGS = 3000;
const FOR_EACH_LAUNCH = 20;

type NamedLaunch = Pick<ProjectLaunch, "name" | "files">;

/**
 * The files that the launches of one run share: a long one is checked in some launches, and not in a thousand. Nor is more
 * found than anybody reads.
 */
export class SharedFiles {
  readonly #costs = new Map<string, number>();
  readonly #answers = new Map<string, boolean>();
  readonly #leftOut: string[] = [];
  readonly #untried = new Set<string>();
  #left = MOST_AGAIN;
  /** Findings in each file, the most of its launches. */
  readonly #findings = new Map<string, number>();
  readonly #untold: string[] = [];
  #room = MOST_FINDINGS;

  /** Whether a launch may be checked, the same whenever it is asked. In its first launch a file is free. */
  allow(id: string, { name, files }: NamedLaunch): boolean {
    const known = this.#answers.get(id);
    if (known !== undefined) return known;
    const cost = files.reduce((sum, file) => sum + (this.#costs.get(file) ?? 0), 0);
    const leftOut = this.#room < 0 ? this.#untold : cost > this.#left ? this.#leftOut : undefined;
    leftOut?.push(name);
    if (leftOut === undefined) {
      this.#left -= cost;
      this.#room += FOR_EACH_LAUNCH;
    }
    this.#answers.set(id, leftOut === undefined);
    return leftOut === undefined;
  }

  /** Whether what mends a launch may be tried in others at this cost: half of what is left is for further launches. */
  allowTrying(cost: number, name: string): boolean {
    const isAllowed = 2 * cost <= this.#left;
    if (isAllowed) this.#left -= cost;
    else this.#untried.add(name);
    return isAllowed;
  }

  /** After it was tried in one, with so many findings and so much looked at; whether that may go on. */
  wasTried(findings: number, looks: number, name: string): boolean {
    this.#left -= OF_A_FINDING * findings + OF_A_LOOK * looks;
    return this.allowTrying(0, name);
  }

  /** After a file was checked in a launch, with so many findings in it and so much looked at for their fixes. */
  wasChecked(file: string, document: YamlDocument, findings: number, looks = 0): void {
    const cost = costOfReading(document) + OF_A_FINDING * findings + OF_A_LOOK * looks;
    this.#costs.set(file, Math.max(cost, this.#costs.get(file) ?? 0));
    const before = this.#findings.get(file) ?? 0;
    this.#findings.set(file, Math.max(findings, before));
    this.#room -= Math.max(0, findings - before);
  }

  /** Which launches are left out, or not mended in files that others have too, and why, in sentences. */
  get remarks(): readonly string[] {
    return [
      remarkOn(this.#leftOut, (count, first) =>
        t(
          "Too much would be checked again for further launches. Launches left out: {0}, the first is {1}.",
          count,
          first,
        ),
      ),
      remarkOn(this.#untold, (count, first) =>
        t("More is found than is told at once. Launches left out: {0}, the first is {1}.", count, first),
      ),
      remarkOn([...this.#untried], (count, first) =>
        t(
          "Too much would be checked again to mend what launches share. Launches with fixes left out: {0}, the first is {1}.",
          count,
          first,
        ),
      ),
    ].flat();
  }
}

/** A sentence on launches, by how many there are and the first of them; none where there is none. */
function remarkOn(
  names: readonly string[],
  say: (count: number, first: string) => string,
): readonly string[] {
  const [first] = names;
  return first === undefined ? [] : [say(names.length, first)];
}

const readingCosts = new WeakMap<YamlDocument, number>();

/** What checking a file again costs, but for what is found in it. */
export function costOfReading(document: YamlDocument): number {
  const { text, root } = document;
  const cost = readingCosts.get(document) ?? OF_A_FILE + text.length + OF_AN_ENTRY * entriesIn(root?.value);
  readingCosts.set(document, cost);
  return cost;
}

/** All entries of dicts and items of lists, up to as many as no launch is checked with twice. */
function entriesIn(value: PythonValue | undefined): number {
  const pending = [value];
  let count = 0;
  for (
    let next = pending.pop();
    next !== undefined && count * OF_AN_ENTRY < MOST_AGAIN;
    next = pending.pop()
  ) {
    const held = isDict(next) ? [...next.values()] : isList(next) ? next : [];
    count += held.length;
    for (const each of held) if (isDict(each) || isList(each)) pending.push(each);
  }
  return count;
}
