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

interface Trial {
  readonly fix: Fix;
  /** Rules of the family that object to the changed launch. */
  readonly objections: ReadonlySet<string>;
}

/**
 * Changes of one key that mend a finding of `rule`, the first of them preferred. Changes that leave no finding of
 * the family come first; only without any, those that mend this finding and bring no new one.
 */
function searchFixes(launch: Launch, rule: DimensionRule): Fix[] {
  const before = objectionsTo(launch);
  const mends = ({ objections }: Trial) =>
    !objections.has(rule.id) && [...objections].every((id) => before.has(id));
  const lists = rule.adjust
    .filter((key) => launch.catalogue.get(key) !== undefined)
    .flatMap((key) => ADJUSTERS[key].lists(launch).map((values) => trials(launch, key, values)));
  const clean = lists.flatMap((list) => list.find(({ objections }) => objections.size === 0) ?? []);
  const found = clean.length > 0 ? clean : lists.flatMap((list) => list.find(mends) ?? []);
  const distinct = new Map(found.map(({ fix }) => [fix.title, fix]));
  return [...distinct.values()].map((fix, index) => ({ ...fix, preferred: index === 0 }));
}

/** Each value tried; lazily cut short after the first without objections. */
function trials(launch: Launch, key: AdjustableKey, values: readonly (PythonValue | undefined)[]): Trial[] {
  const tried: Trial[] = [];
  for (const value of values.slice(0, TRIES)) {
    const changed = launch.with({ [key]: value });
    const objections = objectionsTo(changed);
    tried.push({ fix: fixOf(changed, key, value), objections });
    if (objections.size === 0) break;
  }
  return tried;
}

/** The rules of the family that object to a launch, without regard to suppressions and settings: a shape that fails is no fix. */
export function objectionsTo(launch: Launch): ReadonlySet<string> {
  const objections = new Set<string>();
  for (const rule of FAMILY) {
    rule.check(launch, ({ holds = rule.holds }) => {
      if (holdsFor(holds, launch.target) !== "never") objections.add(rule.id);
    });
  }
  return objections;
}

function fixOf(changed: Launch, key: AdjustableKey, value: PythonValue | undefined): Fix {
  if (value === undefined) return { title: t("Remove {0}", key), remove: [key] };
  const result = ADJUSTERS[key].result(changed);
  return { title: t("{0}: {1} → {2}", key, repr(value), result), set: { [key]: value } };
}
