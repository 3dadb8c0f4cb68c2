/** Counts what is looked at to find and try fixes, for all launches that are checked with it. */
export class Looks {
  #spent = 0;

  get spent(): number {
    return this.#spent;
  }

  add(amount: number): void {
    this.#spent += amount;
  }
}
