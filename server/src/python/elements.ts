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

/** Python's `len(value)`, without taking texts and bytes to pieces; undefined for what has no elements. */
export function countOfElements(value: PythonValue): number | undefined {
  if (typeof value === "string") return charactersIn(value);
  if (isDict(value)) return value.size;
  if (value instanceof PythonBytes) return bytesIn(value);
  return elementsOf(value)?.length;
}

/** Those beyond 65,536 are two of JavaScript's. */
function charactersIn(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function bytesIn({ base64 }: PythonBytes): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}
