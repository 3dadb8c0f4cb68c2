/**
 * Python values as PyYAML's FullLoader constructs them, in JavaScript:
 * None is `null`, bool is `boolean`, int is `bigint` (exact at any size), float is `number`, str is `string`,
 * list is an array, dict is a `Map` (keys in insertion order), and date or datetime is a `PythonDate`.
 * Keeping int and float apart is the point: NeoX checks exact types.
 */
export type PythonValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | PythonDate
  | PythonBytes
  | PythonSet
  | PythonTuple
  | PythonObject
  | readonly PythonValue[]
  | PythonDict;

export type PythonDict = ReadonlyMap<PythonValue, PythonValue>;

/** A `datetime.date` or `datetime.datetime`; `text` is what Python's `str()` prints. */
export class PythonDate {
  constructor(
    readonly type: "date" | "datetime",
    readonly text: string,
  ) {}
}

/** What `!!binary` constructs. */
export class PythonBytes {
  constructor(readonly base64: string) {}
}

/** What `!!set` constructs. */
export class PythonSet {
  constructor(readonly members: readonly PythonValue[]) {}
}

/** What `!!python/tuple` constructs, and the pairs of `!!omap` and `!!pairs`. */
export class PythonTuple {
  constructor(readonly items: readonly PythonValue[]) {}
}

/** What `!!python/complex` and `!!python/name:` construct; `text` is the scalar or the name. */
export class PythonObject {
  constructor(
    readonly type: "complex" | "object",
    readonly text: string,
  ) {}
}

export type PythonTypeName =
  | "NoneType"
  | "bool"
  | "int"
  | "float"
  | "str"
  | "list"
  | "dict"
  | "date"
  | "datetime"
  | "bytes"
  | "set"
  | "tuple"
  | "complex"
  | "object";

/** The name Python's `type(value).__name__` gives. */
export function typeName(value: PythonValue): PythonTypeName {
  if (value === null) return "NoneType";
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return "float";
    case "string":
      return "str";
  }
  if (Array.isArray(value)) return "list";
  if (value instanceof PythonDate) return value.type;
  if (value instanceof PythonBytes) return "bytes";
  if (value instanceof PythonSet) return "set";
  if (value instanceof PythonTuple) return "tuple";
  if (value instanceof PythonObject) return value.type;
  return "dict";
}

export function isDict(value: PythonValue | undefined): value is PythonDict {
  return value instanceof Map;
}

export function isList(value: PythonValue | undefined): value is readonly PythonValue[] {
  return Array.isArray(value);
}

/** A Python int that JavaScript holds exactly. */
export function exactInt(value: PythonValue | undefined): number | undefined {
  if (typeof value !== "bigint") return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}
