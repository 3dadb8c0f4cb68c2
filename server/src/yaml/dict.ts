import type { KeyIdentities } from "./keyIdentities";
import { PythonSet, type PythonValue } from "./value";

/** Whether Python's `isinstance(value, Hashable)` holds. */
export function isHashable(value: PythonValue): boolean {
  return !(Array.isArray(value) || value instanceof Map || value instanceof PythonSet);
}

/** Builds a dict with Python's key equality: `1`, `1.0` and `true` are one key, the first one written. */
export class DictBuilder {
  /** Keys other than strings, by what makes them equal. */
  private keys: Map<string, PythonValue> | undefined;

  constructor(
    private readonly identities: KeyIdentities,
    readonly dict = new Map<PythonValue, PythonValue>(),
  ) {}

  /** @throws PythonError for what is no key */
  set(key: PythonValue, value: PythonValue): void {
    if (typeof key === "string") {
      this.dict.set(key, value);
      return;
    }
    const identity = this.identities.of(key);
    if (typeof identity !== "string") throw identity;
    this.keys ??= new Map();
    const known = this.keys.get(identity) ?? key;
    this.keys.set(identity, known);
    this.dict.set(known, value);
  }
}
