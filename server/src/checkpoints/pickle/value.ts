/** What a pickle says, as data: nothing is built, and nothing that it names is looked up or called. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly PickleValue[]
  | ReadonlyMap<PickleValue, PickleValue>
  | ReadonlySet<PickleValue>
  | Opaque;

/** An object that Python would build by calling `callable`, or would fetch by a persistent id. */
export class Opaque {
  /** Most have neither: there are several for each tensor. */
  #entries: Map<PickleValue, PickleValue> | undefined;
  #items: PickleValue[] | undefined;
  /** What `__setstate__` would be called with. */
  state: PickleValue = null;

  constructor(
    /** `module.name`, or how the object would be come by. */
    readonly callable: string,
    readonly args: readonly PickleValue[],
  ) {}

  /** What `__setitem__` would be called with: the entries of a dict of a class of its own. */
  get entries(): Map<PickleValue, PickleValue> {
    this.#entries ??= new Map();
    return this.#entries;
  }

  /** What `append` would be called with. */
  get items(): PickleValue[] {
    this.#items ??= [];
    return this.#items;
  }
}

/** How an object is named that is fetched by a persistent id; the id is its only argument. */
export const PERSISTENT = "persistent id";

/** The entries of a dict, of a plain one or of one of its subclasses; undefined for anything else. */
export function entriesOf(value: PickleValue | undefined): ReadonlyMap<PickleValue, PickleValue> | undefined {
  if (value instanceof Map) return value;
  if (value instanceof Opaque && DICTS.has(value.callable)) return value.entries;
  return undefined;
}

const DICTS: ReadonlySet<string> = new Set(["collections.OrderedDict", "collections.defaultdict"]);

/** The items of a list or a tuple. */
export function itemsOf(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** A value of a dict by its key; undefined where there is none. */
export function entry(value: PickleValue | undefined, key: string): PickleValue | undefined {
  return entriesOf(value)?.get(key);
}

/** A whole number that JavaScript holds exactly, whether Python has it as an int or a float. */
export function wholeNumber(value: PickleValue | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}
