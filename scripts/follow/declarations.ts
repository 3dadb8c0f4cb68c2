import type { Catalogue, HistoryPoint } from "../../server/src/arguments/argument";
import { parseScalar } from "../../server/src/arguments/pythonScalar";
import { repr } from "../../server/src/python/text";

/** A line of `server/src/arguments/generated/arguments.json`. Types and defaults are Python source: `1.0` is not `1`. */
export interface Declaration {
  readonly name: string;
  readonly group: string;
  readonly declared: string;
  readonly default: string;
  readonly setBy: string;
  readonly decidedBy?: readonly string[];
  readonly declaredAt: string;
  readonly introduced: HistoryPoint;
  readonly removed?: HistoryPoint;
  readonly changes?: readonly Change[];
}

interface Change extends HistoryPoint {
  readonly what: string;
  readonly was: string;
  readonly now: string;
}

/**
 * The declarations with what a later gpt-neox declares: arguments that came, left, or have another type or default since
 * `now`. Sorted by name and then by the date at which they came. Those that came get `setBy: "user"`, for the
 * dataclasses do not say who sets an argument: look at them.
 */
export function followed(
  known: readonly Declaration[],
  catalogue: Catalogue,
  now: HistoryPoint,
): readonly Declaration[] {
  const current = new Map(known.filter(({ removed }) => !removed).map((it) => [it.name, it]));
  const kept = known.map((row) => (current.get(row.name) === row ? followedRow(row, catalogue, now) : row));
  const added = catalogue.names.filter((name) => !current.has(name));
  return [...kept, ...added.map((name) => addedRow(name, catalogue, now))].sort(byNameThenDate);
}

function followedRow(row: Declaration, catalogue: Catalogue, now: HistoryPoint): Declaration {
  const argument = catalogue.get(row.name);
  if (argument === undefined) return { ...row, removed: now };
  const standard = repr(argument.default ?? null);
  const isSameDefault = repr(parseScalar(row.default) ?? null) === standard;
  const value = isSameDefault ? row.default : standard;
  const changes = [
    ...change("type", row.declared, argument.declared, now),
    ...change("default", row.default, value, now),
  ];
  return {
    ...row,
    group: argument.group,
    declared: argument.declared,
    default: value,
    declaredAt: baseName(argument.declaredAt),
    ...(changes.length > 0 && { changes: [...(row.changes ?? []), ...changes] }),
  };
}

function change(what: string, was: string, now: string, point: HistoryPoint): readonly Change[] {
  return was === now ? [] : [{ commit: point.commit, date: point.date, what, was, now }];
}

function addedRow(name: string, catalogue: Catalogue, introduced: HistoryPoint): Declaration {
  const argument = catalogue.get(name);
  if (argument === undefined) throw new Error(`${name} is listed and not there`);
  return {
    name,
    group: argument.group,
    declared: argument.declared,
    default: repr(argument.default ?? null),
    setBy: argument.setBy,
    declaredAt: baseName(argument.declaredAt),
    introduced,
  };
}

/** `neox_args.py:295` of a place in a checkout. */
function baseName(place: string): string {
  return place.slice(place.lastIndexOf("/") + 1);
}

function byNameThenDate(a: Declaration, b: Declaration): number {
  const [first, second] = [a, b].map(({ name, introduced }) => `${name} ${introduced.date}`);
  return (first ?? "") < (second ?? "") ? -1 : 1;
}
