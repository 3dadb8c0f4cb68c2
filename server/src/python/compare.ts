import { KeyIdentities } from "../yaml/keyIdentities";
import { PythonError } from "../yaml/pythonError";
import {
  isDict,
  isList,
  PythonBytes,
  PythonDate,
  type PythonDict,
  PythonObject,
  PythonSet,
  PythonTuple,
  type PythonValue,
  typeName,
} from "../yaml/value";
import { countOfElements } from "./elements";
import { Equivalence } from "./equivalence";
import { UNKNOWN } from "./unknown";

/** What Python counts with: a bool is the int 0 or 1; undefined for what is no number. */
export function numberOf(value: PythonValue): bigint | number | undefined {
  if (typeof value === "boolean") return value ? 1n : 0n;
  return typeof value === "bigint" || typeof value === "number" ? value : undefined;
}

/** Python's `bool(value)`. */
export function truthy(value: PythonValue): boolean {
  if (value === null || typeof value === "boolean") return value === true;
  const number = numberOf(value);
  // NaN is true in Python.
  if (number !== undefined) return typeof number === "bigint" ? number !== 0n : number !== 0;
  if (typeof value === "string") return value !== "";
  return countOfElements(value) !== 0;
}

/** What was found equal, also inside of others: many arguments, each with a list of its own, may share it; no value changes. */
const KNOWN = {
  equal: new Equivalence(new WeakMap()),
  identical: new Equivalence(new WeakMap()),
  meant: undefined,
};

/** Of collections that were compared as wholes. */
const knownResults = new WeakMap<object, WeakMap<object, boolean>>();

/** Python's `a == b`: `True == 1 == 1.0`. */
export function equals(a: PythonValue, b: PythonValue): boolean {
  const comparison = new Comparison();
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return comparison.equal(a, b);
  const ofOne = knownResults.get(a) ?? new WeakMap<object, boolean>();
  knownResults.set(a, ofOne);
  const result = ofOne.get(b) ?? comparison.equal(a, b);
  ofOne.set(b, result);
  return result;
}

/** Whether two values are the same to a reader: equal, of the same types, and their keys in the same order. */
export function isIdentical(a: PythonValue, b: PythonValue): boolean {
  return new Comparison("identical").equal(a, b);
}

/**
 * Whether the two of each pair are the same, but that the second may have the number that a text of the first was meant to
 * be, or a bool for what is none. What many of them share is compared once.
 */
export function areIdenticalInMeaning(pairs: Iterable<readonly [PythonValue, PythonValue]>): boolean {
  const comparison = new Comparison("meant");
  for (const [a, b] of pairs) if (!comparison.equal(a, b)) return false;
  return true;
}

function isMisspelling(a: PythonValue, b: PythonValue): boolean {
  if (typeof b === "boolean") return typeof a === "string" || a === 0n || a === 1n;
  const isNumber = typeof b === "bigint" || typeof b === "number";
  return isNumber && typeof a === "string" && Number(a.replaceAll("_", "")) === Number(b);
}

/**
 * The comparison of one value with another. What aliases share and what contains itself is compared once; what is inside
 * of collections waits in a list, for aliases put more in each other than calls of functions can be.
 */
class Comparison {
  /** What must be equal if all that were compared are: then what differs is found elsewhere. */
  readonly #assumed = new Equivalence(new Map());
  readonly #pairs: (readonly [object, object])[] = [];
  readonly #identities = new KeyIdentities();
  readonly #waiting: (readonly [PythonValue, PythonValue])[] = [];

  readonly #known: Equivalence | undefined;
  private readonly isStrict: boolean;

  constructor(private readonly kind: "equal" | "identical" | "meant" = "equal") {
    this.#known = KNOWN[kind];
    this.isStrict = kind !== "equal";
  }

  equal(a: PythonValue, b: PythonValue): boolean {
    if (!this.#mayEqual(a, b)) return false;
    for (let pair = this.#waiting.pop(); pair !== undefined; pair = this.#waiting.pop())
      if (!this.#equalCollections(...pair)) return false;
    for (const pair of this.#pairs.splice(0)) this.#known?.add(...pair);
    return true;
  }

  /** False where two differ at once; two collections wait. */
  #mayEqual(a: PythonValue, b: PythonValue): boolean {
    if (this.kind === "meant" && isMisspelling(a, b)) return true;
    if (this.isStrict && typeName(a) !== typeName(b)) return false;
    if (this.isStrict && typeof a === "number") return Object.is(a, b);
    if (a === b) return true;
    const [left, right] = [numberOf(a), numberOf(b)];
    // biome-ignore lint/suspicious/noDoubleEquals: JavaScript compares bigint and number exactly with `==`.
    if (left !== undefined && right !== undefined) return left == right;
    if (a instanceof PythonDate && b instanceof PythonDate) return a.type === b.type && a.text === b.text;
    if (a instanceof PythonBytes && b instanceof PythonBytes) return a.base64 === b.base64;
    if (a instanceof PythonObject && b instanceof PythonObject) return this.isStrict && a.text === b.text;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
    if (!this.#known?.has(a, b) && this.#assumed.add(a, b)) {
      this.#pairs.push([a, b]);
      this.#waiting.push([a, b]);
    }
    return true;
  }

  #equalCollections(a: PythonValue, b: PythonValue): boolean {
    if (isList(a) && isList(b)) return this.#equalLists(a, b);
    if (isDict(a) && isDict(b)) return this.#equalDicts(a, b);
    // What may be a key has no other reading.
    if (this.kind === "meant") return isIdentical(a, b);
    if (a instanceof PythonTuple && b instanceof PythonTuple) return this.#equalLists(a.items, b.items);
    return a instanceof PythonSet && b instanceof PythonSet && this.#equalSets(a.members, b.members);
  }

  #equalLists(a: readonly PythonValue[], b: readonly PythonValue[]): boolean {
    return a.length === b.length && a.every((item, index) => this.#mayEqual(item, b[index] ?? null));
  }

  #haveSameKeys(a: readonly PythonValue[], b: readonly PythonValue[]): boolean {
    if (this.kind !== "meant") return this.#equalLists(a, b);
    return a.every((key, index) => key === b[index] || isIdentical(key, b[index] ?? null));
  }

  #equalSets(a: readonly PythonValue[], b: readonly PythonValue[]): boolean {
    if (this.isStrict) return this.#equalLists(a, b);
    const members = new Set(b.map((member) => this.#identities.of(member)));
    return a.length === b.length && a.every((member) => members.has(this.#identities.of(member)));
  }

  #equalDicts(a: PythonDict, b: PythonDict): boolean {
    if (a.size !== b.size) return false;
    // A date is another object each time it is read.
    if (this.isStrict)
      return (
        this.#haveSameKeys([...a.keys()], [...b.keys()]) && this.#equalLists([...a.values()], [...b.values()])
      );
    return [...a].every(([key, item]) => {
      const other = b.get(key);
      return other !== undefined && this.#mayEqual(item, other);
    });
  }
}

export type Order = "<" | "<=" | ">" | ">=";

/** Of which Python knows an order that nobody asks for here. */
const HAVE_ORDER: ReadonlySet<string> = new Set(["bytes", "date", "datetime", "set"]);

/** Python's `a < b` and the like. Throws TypeError where Python has no order. */
export function compare(a: PythonValue, order: Order, b: PythonValue): boolean {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== undefined && right !== undefined) return ordered(left, order, right);
  if (typeof a === "string" && typeof b === "string") return compareTexts(a, order, b);
  if (isList(a) && isList(b)) return compareLists(a, order, b);
  if (a instanceof PythonTuple && b instanceof PythonTuple) return compareLists(a.items, order, b.items);
  if (typeName(a) === typeName(b) && HAVE_ORDER.has(typeName(a))) throw UNKNOWN;
  const types = `'${typeName(a)}' and '${typeName(b)}'`;
  throw new PythonError("TypeError", `'${order}' not supported between instances of ${types}`);
}

/** By whole characters, of which JavaScript compares the halves. */
function compareTexts(a: string, order: Order, b: string): boolean {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return ordered(a.codePointAt(at) ?? -1, order, b.codePointAt(at) ?? -1);
}

function compareLists(a: readonly PythonValue[], order: Order, b: readonly PythonValue[]): boolean {
  const different = a.findIndex((item, index) => index < b.length && !equals(item, b[index] ?? null));
  const [left, right] = [a[different], b[different]];
  if (left === undefined || right === undefined) return ordered(a.length, order, b.length);
  return compare(left, order, right);
}

function ordered<T extends string | number | bigint>(a: T, order: Order, b: T): boolean {
  switch (order) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}
