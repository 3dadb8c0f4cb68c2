import { isFarNumber, MOST_FAR_NUMBERS } from "../base/farNumber";
import { t } from "../base/l10n";
import type { KeyIdentities } from "./keyIdentities";
import { PythonError } from "./pythonError";
import { PythonSet, type PythonValue } from "./value";

/** Whether Python's `isinstance(value, Hashable)` holds. */
export function isHashable(value: PythonValue): boolean {
  return !(Array.isArray(value) || value instanceof Map || value instanceof PythonSet);
}

/** Builds a dict with Python's key equality: `1`, `1.0` and `true` are one key, the first one written. */
export class DictBuilder {
  /** Keys other than strings, by what makes them equal. */
  private keys: Map<string, PythonValue> | undefined;
  private farNumbers = 0;

  constructor(
    private readonly identities: KeyIdentities,
    readonly dict = new Map<PythonValue, PythonValue>(),
  ) {}

  /** @throws PythonError for what is no key, MemoryError for more of those that are like others than anybody has */
  set(key: PythonValue, value: PythonValue): void {
    if (typeof key === "string") {
      this.dict.set(key, value);
      return;
    }
    const identity = this.identities.of(key);
    if (typeof identity !== "string") throw identity;
    if (isFarNumber(key) && ++this.farNumbers > MOST_FAR_NUMBERS)
      throw new PythonError(
        "MemoryError",
        t("more than {0} keys of a mapping are floats or large ints", MOST_FAR_NUMBERS),
      );
    this.keys ??= new Map();
    const known = this.keys.get(identity) ?? key;
    this.keys.set(identity, known);
    this.dict.set(known, value);
  }
}
