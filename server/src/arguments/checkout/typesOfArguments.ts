import { parseAnnotation } from "../annotation";
import type { ArgumentType } from "../argument";

/** Characters of the types of a checkout that are parsed, all told: far more than gpt-neox has. */
const MOST_PARSED = 200_000;

/** The types of a checkout's arguments, each text parsed once: one constant may be the type of thousands. */
export class TypesOfArguments {
  readonly #known = new Map<string, ArgumentType>();
  #left = MOST_PARSED;

  /** Whether some were too many, and are of any kind. */
  get isCut(): boolean {
    return this.#left < 0;
  }

  of(declared: string): ArgumentType {
    const known = this.#known.get(declared);
    if (known !== undefined) return known;
    this.#left -= declared.length;
    if (this.#left < 0) return { kind: "any" };
    const type = parseAnnotation(declared);
    this.#known.set(declared, type);
    return type;
  }
}
