import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { holdsFor } from "../../launch/target";
import { repr } from "../../python/text";
import type { PythonValue } from "../../yaml/value";
import type { Looks } from "../looks";
import type { Fix, Rule } from "../rule";
import { ADJUSTERS, roundShapes } from "./adjusters";
import type { AdjustableKey, DimensionRule } from "./dimensionRule";
import { isInUse, keepsWidth, strain } from "./strain";

/** How many values of one list are tried. */
const TRIES = 24;

/** A launch with other values, to which the rule in question does not object any more. */
interface Trial {
  readonly changes: ReadonlyMap<AdjustableKey, PythonValue | undefined>;
  readonly changed: Launch;
  /** The other rules of the family that object to it. */
  readonly objections: ReadonlySet<string>;
}

/** More keys at once nobody takes for a slip of the hand. */
const MOST_KEYS = 3;

/** The rules about shapes of one registry, which look for fixes together. */
export class ShapeSearch {
  readonly #family: readonly DimensionRule[];
  /** How often a rule was asked about a launch. */
  #asked = 0;

  constructor(rules: readonly Rule[]) {
    this.#family = rules.filter(isDimensionRule);
  }

  /** A rule of the family offers the fixes that satisfy all of it at once; any other rule stays as it is. */
  withSearchedFixes(rule: Rule): Rule {
    if (!isDimensionRule(rule)) return rule;
    return {
      ...rule,
      check: (launch, report) =>
        rule.check(launch, (found) =>
          report({ ...found, fixes: (looks) => this.#counted(() => this.#fixes(launch, rule), looks) }),
        ),
    };
  }

  /** The rules of the family that object to a launch. */
  objectionsTo(launch: Launch): ReadonlySet<string> {
    return new Set(this.#family.filter((rule) => this.#objects(rule, launch)).map(({ id }) => id));
  }

  #counted<Found>(search: () => Found, looks: Looks): Found {
    const before = this.#asked;
    const found = search();
    looks.add(this.#asked - before);
    return found;
  }

  /**
   * Changes that mend a finding of `rule` and bring no new one: those of one key, or of width and heads together, that
   * leave no finding of the family; without any, those that leave none about the keys they change, which may be several.
   * The one nearest to the file and to what people train with comes first, and is preferred where such shapes are in use.
   */
  #fixes(launch: Launch, rule: DimensionRule): Fix[] {
    const before = this.objectionsTo(launch);
    const lists = this.#trialLists({ changes: new Map(), changed: launch, objections: before }, rule);
    const firstOf = (accepts: (trial: Trial) => boolean) => lists.flatMap((list) => list.find(accepts) ?? []);
    const bringsNone = ({ objections }: Trial) => [...objections].every((id) => before.has(id));
    const clean = firstOf(({ objections }) => objections.size === 0);
    const single =
      clean.length > 0
        ? clean
        : firstOf(bringsNone).flatMap((trial) => this.#completed(trial, bringsNone) ?? []);
    const round = this.#roundTrials(launch, rule).filter(({ objections }) => objections.size === 0);
    const found = [...single, ...round];
    const strains = new Map(found.map((it) => [it, strain(launch, it.changes, it.changed)]));
    const ordered = found.sort((a, b) => (strains.get(a) ?? 0) - (strains.get(b) ?? 0));
    const distinct = new Map(ordered.map((trial) => [fixOf(trial).title, trial]));
    return [...distinct.values()].map((trial, index) => ({
      ...fixOf(trial),
      preferred:
        index === 0 && isInUse(launch, trial.changed) && keepsWidth(launch, trial.changes, trial.changed),
    }));
  }

  /** Width and heads changed together, for a rule that knows to change both. */
  #roundTrials(launch: Launch, rule: DimensionRule): readonly Trial[] {
    if (!rule.adjust.includes("hidden_size") || !rule.adjust.includes("num_attention_heads")) return [];
    return roundShapes(launch).map(([hiddenSize, heads]) => {
      const changes = new Map<AdjustableKey, PythonValue>([
        ["hidden_size", hiddenSize],
        ["num_attention_heads", heads],
      ]);
      const changed = launch.with(Object.fromEntries(changes));
      return { changes, changed, objections: this.objectionsTo(changed) };
    });
  }

  /** A trial with more keys changed, until no rule objects to one that is. */
  #completed(trial: Trial, accepts: (trial: Trial) => boolean): Trial | undefined {
    const next = this.#family.find((rule) => trial.objections.has(rule.id) && isAboutChange(rule, trial));
    if (next === undefined) return trial;
    if (trial.changes.size === MOST_KEYS) return undefined;
    const further = this.#trialLists(trial, next).flatMap((list) => list.find(accepts) ?? []);
    for (const it of further) {
      const whole = this.#completed(it, accepts);
      if (whole !== undefined) return whole;
    }
    return undefined;
  }

  /** A list for each list of values of each key that `rule` knows to change and that is not changed yet. */
  #trialLists(start: Trial, rule: DimensionRule): Trial[][] {
    return rule.adjust
      .filter((key) => start.changed.catalogue.get(key) !== undefined && !start.changes.has(key))
      .flatMap((key) =>
        ADJUSTERS[key].lists(start.changed).map((values) => this.#trialsOf(start, rule, key, values)),
      );
  }

  /** The values that mend the finding, cut short after the first without objections of other rules. */
  #trialsOf(
    { changed: launch, changes }: Trial,
    rule: DimensionRule,
    key: AdjustableKey,
    values: readonly (PythonValue | undefined)[],
  ): Trial[] {
    const tried: Trial[] = [];
    for (const value of values.slice(0, TRIES)) {
      const changed = launch.with({ [key]: value });
      if (this.#objects(rule, changed)) continue;
      const objections = this.objectionsTo(changed);
      tried.push({ changes: new Map([...changes, [key, value]]), changed, objections });
      if (objections.size === 0) break;
    }
    return tried;
  }

  /** Without regard to suppressions and settings: a shape that fails is no fix. */
  #objects(rule: DimensionRule, launch: Launch): boolean {
    this.#asked++;
    let objected = false;
    rule.check(launch, ({ holds = rule.holds }) => {
      objected ||= holdsFor(holds, launch.target) !== "never";
    });
    return objected;
  }
}

function isDimensionRule(rule: Rule): rule is DimensionRule {
  return rule.family === "dimensions";
}

/** Whether a rule reads a changed key, or the width of what a changed key counts. */
function isAboutChange(rule: DimensionRule, { changes }: Trial): boolean {
  return [...changes.keys()].some((key) => rule.keys.includes(key) || rule.alsoAbout?.includes(key));
}

function fixOf({ changes, changed }: Trial): Fix {
  const set = [...changes].filter(
    (change): change is [AdjustableKey, PythonValue] => change[1] !== undefined,
  );
  const remove = [...changes.keys()].filter((key) => changes.get(key) === undefined);
  return {
    title: titleOf(set, remove, changed),
    ...(set.length > 0 && { set: Object.fromEntries(set) }),
    ...(remove.length > 0 && { remove }),
  };
}

function titleOf(
  set: readonly (readonly [AdjustableKey, PythonValue])[],
  remove: readonly AdjustableKey[],
  changed: Launch,
): string {
  const [first] = set;
  if (first === undefined) return t("Remove {0}", remove.join(", "));
  const values = set.map(([key, value]) => `${key}: ${repr(value)}`).join(", ");
  const result = ADJUSTERS[first[0]].result(changed);
  if (remove.length === 0) return t("{0} → {1}", values, result);
  return t("{0}, without {1} → {2}", values, remove.join(", "), result);
}
