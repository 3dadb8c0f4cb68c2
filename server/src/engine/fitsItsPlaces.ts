import { accepts } from "../arguments/accepts";
import type { ArgumentType } from "../arguments/argument";
import { NESTED_TYPES } from "../arguments/blocks";
import { itemsOf } from "../arguments/lists";
import type { Launch } from "../launch/launch";
import { numberOf } from "../python/compare";
import { isDict, isList, type PythonValue } from "../yaml/value";

/** Where a value stands. */
interface Place {
  /** What its reader wants; undefined where nobody knows. */
  readonly type: ArgumentType | undefined;
  /** `fp16.enabled`; undefined where no block is known. */
  readonly path?: string;
}

type Change = readonly [before: PythonValue, after: PythonValue, place: Place];

/**
 * Whether each text or int that became a number or a bool is now what its reader wants, and was not: what an anchor shares
 * may be a misspelt number here and a name there. Arguments of these names are meant to change.
 */
export function fitsItsPlaces(before: Launch, after: Launch, names: ReadonlySet<string>): boolean {
  const seen = new Map<string, Set<PythonValue>>();
  const waiting = [...before.settings].flatMap(([name, { value }]): readonly Change[] => {
    const type = before.catalogue.get(name)?.type;
    const now = after.settings.get(name)?.value;
    const isMeant = names.has(name) && !isDict(value) && !isList(value);
    // Nobody reads what is no argument.
    return type === undefined || now === undefined || isMeant ? [] : [[value, now, { type, path: name }]];
  });
  for (let change = waiting.pop(); change !== undefined; change = waiting.pop()) {
    const [old, , { path = "" }] = change;
    if (!fits(change)) return false;
    const here = seen.get(path) ?? new Set();
    seen.set(path, here);
    if (!here.has(old)) waiting.push(...changesIn(change));
    here.add(old);
  }
  return true;
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

function changesIn([old, now, { path }]: Change): readonly Change[] {
  if (isList(old) && isList(now)) {
    const type = path !== undefined && itemsOf(path) === "texts" ? TEXT : undefined;
    return old.map((item, index) => [item, now[index] ?? null, { type }]);
  }
  if (!isDict(old) || !isDict(now)) return [];
  return [...old].map(([key, item]) => [item, now.get(key) ?? null, placeIn(path, key)]);
}

const TEXT: ArgumentType = { kind: "str" };

function placeIn(block: string | undefined, key: PythonValue): Place {
  const path = block === undefined || typeof key !== "string" ? undefined : `${block}.${key}`;
  const type = path === undefined ? undefined : NESTED_TYPES.get(path);
  return path === undefined || type === undefined ? { type } : { type, path };
}
