import { ownValue } from "../base/ownValue";

/** What stands for something else in a shell's text: `$A`, `${A}`, `$(date)`. */
export interface Substitution {
  /** What is inside of its braces. */
  readonly name: string;
  /** Behind it. */
  readonly end: number;
}

/** Characters between braces; nobody writes as many. */
const LONGEST_NAME = 999;

const CLOSERS: Readonly<Record<string, string>> = { "{": "}", "(": ")" };
const WORD = /\w+/y;

/** The substitutions of one text, which is looked at from the left to the right. */
export class Substitutions {
  /** Where each kind of brace closes next: looked for once, however many open before it. */
  readonly #closings = new Map<string, number>();

  constructor(private readonly text: string) {}

  /** The substitution of the `$` at `offset`; undefined for one that stands for itself. */
  at(offset: number): Substitution | undefined {
    const begin = offset + (this.text.startsWith("$$", offset) ? 2 : 1);
    const closer = ownValue(CLOSERS, this.text.charAt(begin));
    if (closer !== undefined) return this.#within(begin + 1, this.#closing(closer, begin));
    WORD.lastIndex = begin;
    const name = WORD.exec(this.text)?.[0];
    return name === undefined ? undefined : { name, end: begin + name.length };
  }

  #within(begin: number, end: number): Substitution | undefined {
    if (end - begin > LONGEST_NAME) return undefined;
    return { name: this.text.slice(begin, end), end: end + 1 };
  }

  #closing(closer: string, from: number): number {
    const known = this.#closings.get(closer) ?? -1;
    if (known >= from) return known;
    const next = this.text.indexOf(closer, from);
    const closing = next < 0 ? Number.POSITIVE_INFINITY : next;
    this.#closings.set(closer, closing);
    return closing;
  }
}
