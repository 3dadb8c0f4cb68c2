import { t } from "../base/l10n";
import { spelledWithin } from "../base/spelledOut";
import { finish } from "../base/steps";
import type { Launch } from "../launch/launch";
import { applyEdits } from "../yaml/edit";
import { LONGEST_READ_ANEW, weighingYaml } from "../yaml/read";
import type { YamlDocument } from "../yaml/tree";
import { type Finding, identityOf, type ResolvedFix } from "./finding";
import { fitsItsPlaces } from "./fitsItsPlaces";
import { LONGEST_TITLE, resolveFix } from "./fix";
import { givenUp } from "./givenUp";
import { areFarReaching, isAsSaid, keepsTheRest, namesOf } from "./keepsTheRest";
import { lookedAtIn } from "./lookedAt";
import { Looks, looksOfReading } from "./looks";
import type { Fix } from "./rule";

interface Candidate extends Fix {
  readonly resolved: ResolvedFix;
  /** The launch with the values that it sets; undefined for one that does more, and once too much was tried. */
  readonly quick: Launch | undefined;
}

/** A launch with more errors is no slip of the hand: its fixes are offered untried. */
const MOST_ERRORS = 50;

/** Characters read anew to try fixes: each of ten thousand findings would otherwise read ten thousand lines. */
const MOST_READ = 1_000_000;

/** Entries of launches with other values that are looked at, for the same reason. */
const MOST_LOOKED_AT = 120_000;

/** What any trial looks at, however short the file: the rules themselves. */
const LEAST_LOOK = 300;

/** What is looked at of a checkout's own conditions counts, too, above what gpt-neox's own take. */
const USUAL_EFFORT = 5000;

/** Tries the fixes of one launch. */
export class FixTrials {
  readonly looks: Looks;
  readonly #launch: Launch;
  readonly #errorsIn: (launch: Launch) => readonly Finding[];
  #size: number | undefined;
  #known: ReadonlySet<string> | undefined;
  /** Of a single fix it is asked twice: whether it does harm, and what it gives up. */
  #last: { readonly fix: ResolvedFix; readonly after: Launch | undefined } | undefined;
  #read = 0;
  #lookedAt = 0;

  /** `errorsIn` tells what stops a launch. */
  constructor(launch: Launch, errorsIn: (launch: Launch) => readonly Finding[], looks: Looks = new Looks()) {
    this.#launch = launch;
    this.#errorsIn = errorsIn;
    this.looks = looks;
  }

  /**
   * The fixes to offer: those that bring an error of their own are left out as long as others remain. `keys` are what the
   * finding is about: a mapping that they merge may change for them.
   */
  offered(fixes: readonly Fix[], keys: readonly string[] = []): readonly ResolvedFix[] {
    const candidates = fixes.flatMap((fix): Candidate[] => {
      const resolved = resolveFix(this.#launch, fix);
      if (resolved === undefined) return [];
      const isWorthIt = this.#mayLookAgain();
      if (!this.#keepsTheRest(fix, resolved, keys)) return [];
      return [{ ...fix, resolved, quick: isWorthIt ? withValues(this.#launch, fix) : undefined }];
    });
    const harmless = firstOfEach(candidates, (it) => it.keepsMeaning === true || this.#doesNoHarm(it));
    if (harmless.length > 0) return harmless.map((it) => this.#priced(it));
    // What leads from one stop into another is left to a person.
    return firstOfEach(candidates, () => true).map((it) => {
      const { lastResort: _, ...priced } = this.#priced(it);
      return { ...priced, preferred: false };
    });
  }

  /** Whether a fix changes what it says and no more, where edits may reach further than their places. */
  #keepsTheRest(fix: Fix, resolved: ResolvedFix, keys: readonly string[]): boolean {
    const { edits } = resolved;
    if (!areFarReaching(edits)) return true;
    const after = this.#changed(resolved);
    if (after === undefined || !isAsSaid(after, fix)) return false;
    const names = new Set([...namesOf(this.#launch, fix), ...keys]);
    return keepsTheRest(this.#launch, after, edits, names) && fitsItsPlaces(this.#launch, after, names);
  }

  /** A fix that says what it gives up, and is then preferred by nobody. */
  #priced(fix: Candidate): ResolvedFix {
    const { resolved, quick, keepsMeaning, givesUp } = fix;
    if (keepsMeaning === true) return resolved;
    const after = quick ?? this.#changed(resolved);
    // What was not tried may give up anything.
    if (after === undefined) return { ...resolved, preferred: false };
    const seen = givenUp(this.#launch, after);
    const lost = givesUp === undefined ? seen : [givesUp, ...seen];
    if (lost.length === 0) return resolved;
    const title = t("{0} (gives up {1})", resolved.title, lost.join(t(", ")));
    return {
      ...resolved,
      title: spelledWithin(title, LONGEST_TITLE),
      preferred: false,
      givesUp: lost,
      ...(resolved.preferred && { lastResort: true }),
    };
  }

  #doesNoHarm({ quick, resolved }: Candidate): boolean {
    const known = this.#identities();
    if (known.size > MOST_ERRORS) return true;
    const isHarmless = (launch: Launch) => this.#errorsOf(launch).every((it) => known.has(identityOf(it)));
    // Other values are quicker tried than another text, but only the text tells what a rule says of its spelling.
    if (quick !== undefined && isHarmless(quick)) return true;
    const after = this.#changed(resolved);
    return after === undefined || isHarmless(after);
  }

  /** Whether so much more is too much for this launch, or for all of the run. */
  #isTooMuch(amount: number): boolean {
    return this.#lookedAt > MOST_LOOKED_AT || !this.looks.allows(amount);
  }

  /** Counts one more look at the launch, unless there were too many. */
  #mayLookAgain(): boolean {
    this.#size ??= LEAST_LOOK + lookedAtIn(this.#launch, MOST_LOOKED_AT);
    if (this.#isTooMuch(this.#size)) return false;
    this.#look(this.#size);
    return true;
  }

  /** The launch after a fix; undefined where too much would be read for that. */
  #changed(fix: ResolvedFix): Launch | undefined {
    if (this.#last?.fix !== fix) this.#last = { fix, after: this.#readChanged(fix) };
    return this.#last.after;
  }

  #readChanged(fix: ResolvedFix): Launch | undefined {
    const own = new Set(fix.edits.map(({ file }) => file));
    const lengths = [...own].map(({ document }) => document.text.length);
    if (
      this.#isTooMuch(looksOfReading(lengths.reduce((sum, length) => sum + length, 0))) ||
      this.#read > MOST_READ ||
      lengths.some((length) => length > LONGEST_READ_ANEW)
    )
      return undefined;
    return changed(this.#launch, fix, (text) => this.#readAnew(text));
  }

  #readAnew(text: string): YamlDocument {
    const { document, weight } = finish(weighingYaml(text));
    this.#read += weight;
    this.looks.add(looksOfReading(weight));
    return document;
  }

  /** The errors of the launch as it is. */
  #identities(): ReadonlySet<string> {
    this.#known ??= new Set(this.#errorsOf(this.#launch).map(identityOf));
    return this.#known;
  }

  #errorsOf(launch: Launch): readonly Finding[] {
    const errors = this.#errorsIn(launch);
    const { target } = launch;
    const effort = target.kind === "checkout" ? (target.ownConditions?.effort ?? 0) : 0;
    this.#look(Math.max(0, effort - USUAL_EFFORT));
    return errors;
  }

  #look(amount: number): void {
    this.#lookedAt += amount;
    this.looks.add(amount);
  }
}

/** Of candidates with one name the first that is accepted, and every accepted one without a name. */
function firstOfEach(
  candidates: readonly Candidate[],
  accepts: (candidate: Candidate) => boolean,
): readonly Candidate[] {
  const taken = new Set<string>();
  return candidates.filter((candidate) => {
    const { oneOf } = candidate;
    if ((oneOf !== undefined && taken.has(oneOf)) || !accepts(candidate)) return false;
    if (oneOf !== undefined) taken.add(oneOf);
    return true;
  });
}

/** The launch with the values that a fix sets, without the keys that it removes; undefined for one that does more. */
function withValues(launch: Launch, { set = {}, remove = [], rename, edits }: Fix): Launch | undefined {
  if (rename !== undefined || edits !== undefined) return undefined;
  return launch.with({ ...Object.fromEntries(remove.map((name) => [name, undefined])), ...set });
}

function changed(launch: Launch, { edits }: ResolvedFix, read: (text: string) => YamlDocument): Launch {
  const files = launch.files.map((file) => {
    const own = edits.filter((edit) => edit.file === file);
    if (own.length === 0) return file;
    return { ...file, document: read(applyEdits(file.document.text, own)) };
  });
  return launch.withFiles(files);
}
