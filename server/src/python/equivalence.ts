/** Of each value another that equals it; a Map for a while, a WeakMap for as long as somebody has the values. */
type Speakers = Pick<WeakMap<object, object>, "get" | "set">;

/**
 * Which values equal each other, in classes of which one value speaks for all. Hopcroft and Karp, "A linear algorithm for
 * testing equivalence of finite automata", 1971.
 */
export class Equivalence {
  constructor(private readonly speakers: Speakers) {}

  has(a: object, b: object): boolean {
    return this.#speakerOf(a) === this.#speakerOf(b);
  }

  /** Whether they were not in one class before. */
  add(a: object, b: object): boolean {
    const [one, other] = [this.#speakerOf(a), this.#speakerOf(b)];
    if (one !== other) this.speakers.set(one, other);
    return one !== other;
  }

  #speakerOf(value: object): object {
    let speaker = value;
    for (let next = this.speakers.get(speaker); next !== undefined; next = this.speakers.get(speaker)) {
      // Halves the way for whoever goes it next.
      this.speakers.set(speaker, this.speakers.get(next) ?? next);
      speaker = next;
    }
    return speaker;
  }
}
