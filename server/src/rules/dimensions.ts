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

/** A launch with another value, to which the rule in question does not object any more. */
interface Trial {
  readonly key: AdjustableKey;
  readonly value: PythonValue | undefined;
  readonly changed: Launch;
  /** The other rules of the family that object to it. */
  readonly objections: ReadonlySet<string>;
}

/**
 * Changes of one key that mend a finding of `rule`, the first of them preferred. Changes that leave no finding of
 * the family come first; only without any, those that mend this finding and bring no new one.
 */
function searchFixes(launch: Launch, rule: DimensionRule): Fix[] {
  const before = objectionsTo(launch);
  const lists = rule.adjust
    .filter((key) => launch.catalogue.get(key) !== undefined)
    .flatMap((key) => ADJUSTERS[key].lists(launch).map((values) => trials(launch, rule, key, values)));
  const firstOf = (accepts: (trial: Trial) => boolean) => lists.flatMap((list) => list.find(accepts) ?? []);
  const clean = firstOf(({ objections }) => objections.size === 0);
  const found =
    clean.length > 0 ? clean : firstOf(({ objections }) => [...objections].every((id) => before.has(id)));
  const distinct = new Map(found.map(fixOf).map((fix) => [fix.title, fix]));
  return [...distinct.values()].map((fix, index) => ({ ...fix, preferred: index === 0 }));
}

/** The values that mend the finding, cut short after the first without objections of other rules. */
function trials(
  launch: Launch,
  rule: DimensionRule,
  key: AdjustableKey,
  values: readonly (PythonValue | undefined)[],
): Trial[] {
  const tried: Trial[] = [];
  for (const value of values.slice(0, TRIES)) {
    const changed = launch.with({ [key]: value });
    if (objects(rule, changed)) continue;
    const objections = objectionsTo(changed);
    tried.push({ key, value, changed, objections });
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

function fixOf({ key, value, changed }: Trial): Fix {
  if (value === undefined) return { title: t("Remove {0}", key), remove: [key] };
  const result = ADJUSTERS[key].result(changed);
  return { title: t("{0}: {1} → {2}", key, repr(value), result), set: { [key]: value } };
}
