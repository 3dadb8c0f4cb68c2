import { isDict, isList, PythonBytes, PythonSet, PythonTuple, type PythonValue } from "../yaml/value";

/** What `for element in value` gives in Python, in order; undefined for what has no elements. */
export function elementsOf(value: PythonValue): readonly PythonValue[] | undefined {
  if (typeof value === "string") return [...value];
  if (isList(value)) return value;
  if (isDict(value)) return [...value.keys()];
  if (value instanceof PythonSet) return value.members;
  if (value instanceof PythonTuple) return value.items;
  if (value instanceof PythonBytes) return [...atob(value.base64)].map((byte) => BigInt(byte.charCodeAt(0)));
  return undefined;
}
