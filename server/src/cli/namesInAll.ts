/** Names that the launches of one run give to what they read, each looked at. */
const MOST_NAMES = 15_000;
/** So many more for each launch, which takes as long as they do. */
const FOR_EACH_LAUNCH = 50;
/** Those that are known to have been counted. */
const MOST_KNOWN = 100_000;

/** The names that all launches of one run give to what they read: a thousand launches may name a thousand each. */
export class NamesInAll {
  readonly #known = new Set<string>();
  #room = MOST_NAMES;
  /** Launches of which not all names are looked at. */
  readonly #leftOut: string[] = [];
  #launch = "";

  /** Whether the names of one more launch are looked at: once there were too many, of no further one. */
  next(launch: string): boolean {
    this.#launch = launch;
    if (this.#room < 0) this.#leftOut.push(launch);
    else this.#room += FOR_EACH_LAUNCH;
    return this.#room >= 0;
  }

  /** Whether a name of this launch is looked at; one that was may be so again. */
  allow(name: string): boolean {
    if (this.#room < 0 || this.#known.has(name)) return this.#room >= 0;
    if (--this.#room < 0) this.#leftOut.push(this.#launch);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.add(name);
    return this.#room >= 0;
  }

  /** What was not looked at, in a sentence; undefined where all was. */
  get remark(): string | undefined {
    const [first] = this.#leftOut;
    if (first === undefined) return undefined;
    return `more files are named than are looked at. Launches whose files were not all looked at: ${this.#leftOut.length}, the first is ${first}`;
  }
}
