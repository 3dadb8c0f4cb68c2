import { t } from "../l10n";
import type { Launch } from "../launch/launch";
import { holdsFor } from "../launch/target";
import { repr } from "../python/text";
import type { PythonValue } from "../yaml/value";
import { ADJUSTERS } from "./adjusters";
import headsModelParallel from "./attention/headsModelParallel";
import hiddenSizeHeads from "./attention/hiddenSizeHeads";
import kvHeadsDivideHeads from "./attention/kvHeadsDivideHeads";
import kvHeadsLayerKind from "./attention/kvHeadsLayerKind";
import kvHeadsModelParallel from "./attention/kvHeadsModelParallel";
import kvHeadsReshape from "./attention/kvHeadsReshape";
import kvHeadsSparsityConfig from "./attention/kvHeadsSparsityConfig";
import type { AdjustableKey, DimensionRule } from "./dimensionRule";
import mlpModelParallel from "./mlp/mlpModelParallel";
import mlpWidths from "./mlp/mlpWidths";
import maxPositionEmbeddings from "./positions/maxPositionEmbeddings";
import rotaryDimsEven from "./positions/rotaryDimsEven";
import rotaryPctRange from "./positions/rotaryPctRange";
import type { Fix, Rule } from "./rule";

/** In the order in which NeoX would come to them. */
const FAMILY: readonly DimensionRule[] = [
  kvHeadsDivideHeads,
  kvHeadsSparsityConfig,
  kvHeadsLayerKind,
  kvHeadsModelParallel,
  hiddenSizeHeads,
  maxPositionEmbeddings,
  headsModelParallel,
  rotaryPctRange,
  mlpModelParallel,
  kvHeadsReshape,
  rotaryDimsEven,
  mlpWidths,
];

/** How many values of one list are tried. */
const TRIES = 24;

/** The rules about shapes, with the fixes that satisfy all of them at once. */
export const dimensionRules: readonly Rule[] = FAMILY.map((rule) => ({
  ...rule,
  check(launch, report) {
    rule.check(launch, (found) => report({ ...found, fixes: () => searchFixes(launch, rule) }));
  },
}));

/** A launch with other values, to which the rule in question does not object any more. */
interface Trial {
  readonly changes: ReadonlyMap<AdjustableKey, PythonValue | undefined>;
  readonly changed: Launch;
  /** The other rules of the family that object to it. */
  readonly objections: ReadonlySet<string>;
}

/** More keys at once nobody takes for a slip of the hand. */
const MOST_KEYS = 3;

/**
 * Changes that mend a finding of `rule` and bring no new one, the first of them preferred: those of one key that leave
 * no finding of the family; without any, those that leave none about the keys they change, which may be several.
 */
function searchFixes(launch: Launch, rule: DimensionRule): Fix[] {
  const before = objectionsTo(launch);
  const lists = trialLists({ changes: new Map(), changed: launch, objections: before }, rule);
  const firstOf = (accepts: (trial: Trial) => boolean) => lists.flatMap((list) => list.find(accepts) ?? []);
  const bringsNone = ({ objections }: Trial) => [...objections].every((id) => before.has(id));
  const clean = firstOf(({ objections }) => objections.size === 0);
  const found =
    clean.length > 0 ? clean : firstOf(bringsNone).flatMap((trial) => completed(trial, bringsNone) ?? []);
  const distinct = new Map(found.map(fixOf).map((fix) => [fix.title, fix]));
  return [...distinct.values()].map((fix, index) => ({ ...fix, preferred: index === 0 }));
}

/** A trial with more keys changed, until no rule objects to one that is. */
function completed(trial: Trial, accepts: (trial: Trial) => boolean): Trial | undefined {
  const next = FAMILY.find((rule) => trial.objections.has(rule.id) && isAboutChange(rule, trial));
  if (next === undefined) return trial;
  if (trial.changes.size === MOST_KEYS) return undefined;
  const further = trialLists(trial, next).flatMap((list) => list.find(accepts) ?? []);
  for (const it of further) {
    const whole = completed(it, accepts);
    if (whole !== undefined) return whole;
  }
  return undefined;
}

/** A key/value head is as wide as any head, so its number is not right either while that is no whole number. */
function isAboutChange(rule: DimensionRule, { changes }: Trial): boolean {
  return (
    [...changes.keys()].some((key) => rule.keys.includes(key)) ||
    (rule === hiddenSizeHeads && changes.has("num_kv_heads"))
  );
}

/** A list for each list of values of each key that `rule` knows to change and that is not changed yet. */
function trialLists(start: Trial, rule: DimensionRule): Trial[][] {
  return rule.adjust
    .filter((key) => start.changed.catalogue.get(key) !== undefined && !start.changes.has(key))
    .flatMap((key) =>
      ADJUSTERS[key].lists(start.changed).map((values) => trialsOf(start, rule, key, values)),
    );
}

/** The values that mend the finding, cut short after the first without objections of other rules. */
function trialsOf(
  { changed: launch, changes }: Trial,
  rule: DimensionRule,
  key: AdjustableKey,
  values: readonly (PythonValue | undefined)[],
): Trial[] {
  const tried: Trial[] = [];
  for (const value of values.slice(0, TRIES)) {
    const changed = launch.with({ [key]: value });
    if (objects(rule, changed)) continue;
    const objections = objectionsTo(changed);
    tried.push({ changes: new Map([...changes, [key, value]]), changed, objections });
    if (objections.size === 0) break;
  }
  return tried;
}

/** The rules of the family that object to a launch. */
export function objectionsTo(launch: Launch): ReadonlySet<string> {
  return new Set(FAMILY.filter((rule) => objects(rule, launch)).map(({ id }) => id));
}

/** Without regard to suppressions and settings: a shape that fails is no fix. */
function objects(rule: DimensionRule, launch: Launch): boolean {
  let objected = false;
  rule.check(launch, ({ holds = rule.holds }) => {
    objected ||= holdsFor(holds, launch.target) !== "never";
  });
  return objected;
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
