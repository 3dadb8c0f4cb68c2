/** What each launch may look at of its own. Of real configs one in ten takes more. */
const OWN = 5000;

/** What all launches of a run may look at beyond that. */
const OF_A_RUN = 200_000;

/** Characters that are read as quickly as one entry is looked at. */
const READ_AS_ONE = 4;

/** What reading so many characters anew counts for. */
export function looksOfReading(characters: number): number {
  return Math.ceil(characters / READ_AS_ONE);
}

/** What is looked at to find and try fixes, of all launches of one run. */
export class LooksOfRun {
  #left = OF_A_RUN;

  /** Those of one more launch. */
  another(): Looks {
    return new Looks(this);
  }

  get isEmpty(): boolean {
    return this.#left <= 0;
  }

  take(amount: number): void {
    this.#left -= amount;
  }
}

/** Counts what is looked at to find and try the fixes of a launch, however often it is checked. */
export class Looks {
  #spent = 0;
  readonly #run: LooksOfRun;

  constructor(run: LooksOfRun = new LooksOfRun()) {
    this.#run = run;
  }

  get spent(): number {
    return this.#spent;
  }

  /** Whether so much more may be looked at: of what is this launch's own, or while the run has something left. */
  allows(amount: number): boolean {
    return this.#spent + amount <= OWN || !this.#run.isEmpty;
  }

  add(amount: number): void {
    const owned = Math.max(0, Math.min(amount, OWN - this.#spent));
    this.#spent += amount;
    this.#run.take(amount - owned);
  }
}
