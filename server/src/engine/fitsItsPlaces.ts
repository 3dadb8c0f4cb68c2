import { accepts } from "../arguments/accepts";
import type { ArgumentType } from "../arguments/argument";
import { BLOCKS, NESTED_TYPES } from "../arguments/blocks";
import { itemsOf } from "../arguments/lists";
import type { Launch } from "../launch/launch";
import { numberOf } from "../python/compare";
import { isDict, isList, type PythonValue } from "../yaml/value";

/** Where a value stands. */
interface Place {
  /** What its reader wants; undefined where nobody knows. */
  readonly type: ArgumentType | undefined;
  /** `fp16` or `comet_tags`; undefined where nobody knows what is in it. */
  readonly path?: string;
}

type Change = readonly [before: PythonValue, after: PythonValue, place: Place];

/**
 * Whether each text or int that became a number or a bool is now what its reader wants, and was not: what an anchor shares
 * may be a misspelt number here and a name there. Arguments of these names are meant to change.
 */
export function fitsItsPlaces(before: Launch, after: Launch, names: ReadonlySet<string>): boolean {
  const seen = new Map<PythonValue, Set<string | undefined>>();
  const waiting = [...changedSettings(before, after, names)];
  for (let change = waiting.pop(); change !== undefined; change = waiting.pop()) {
    const [old, , { path }] = change;
    if (!fits(change)) return false;
    if (!isDict(old) && !isList(old)) continue;
    const paths = seen.get(old) ?? new Set();
    if (paths.has(path)) continue;
    for (const inner of changesIn(change, paths.size === 0)) waiting.push(inner);
    seen.set(old, paths.add(path));
  }
  return true;
}

function* changedSettings(before: Launch, after: Launch, names: ReadonlySet<string>): Iterable<Change> {
  for (const [name, { value }] of before.settings) {
    const type = before.catalogue.get(name)?.type;
    const now = after.settings.get(name)?.value;
    const isMeant = names.has(name) && !isDict(value) && !isList(value);
    // Nobody reads what is no argument.
    if (type !== undefined && now !== undefined && !isMeant) yield [value, now, placeAt(name, type)];
  }
}

function fits([old, now, { type }]: Change): boolean {
  if (!isSpelledAnew(old, now)) return true;
  if (type === undefined || type.kind === "any") return typeof now !== "boolean";
  return accepts(type, now) && !accepts(type, old);
}

function isSpelledAnew(old: PythonValue, now: PythonValue): boolean {
  if (typeof now === "boolean") return typeof old === "string" || typeof old === "bigint";
  return typeof old === "string" && numberOf(now) !== undefined;
}

const TEXT: ArgumentType = { kind: "str" };
const PATHS = new Set(BLOCKS.map(({ path }) => path.join(".")));
const KEYS = new Set(BLOCKS.flatMap(({ keys }) => [...keys.keys()]));

/** What is no key of any block, and no text of a list, is the same wherever it stands: it is looked at with `isNew` only. */
function* changesIn([old, now, { path }]: Change, isNew: boolean): Iterable<Change> {
  if (isList(old) && isList(now)) {
    const type = path !== undefined && itemsOf(path) === "texts" ? TEXT : undefined;
    if (isNew || type !== undefined)
      for (const [index, item] of old.entries()) yield [item, now[index] ?? null, { type }];
  }
  if (!isDict(old) || !isDict(now)) return;
  for (const key of isNew ? old.keys() : KEYS) {
    const item = old.get(key);
    if (item !== undefined) yield [item, now.get(key) ?? null, placeIn(path, key)];
  }
}

function placeIn(block: string | undefined, key: PythonValue): Place {
  if (block === undefined || typeof key !== "string") return { type: undefined };
  const path = `${block}.${key}`;
  return placeAt(path, NESTED_TYPES.get(path));
}

function placeAt(path: string, type: ArgumentType | undefined): Place {
  const isKnown = PATHS.has(path) || itemsOf(path) === "texts";
  return isKnown ? { type, path } : { type };
}
