/** Thrown where a launch is not followed any further. One object for all: it needs no stack trace. */
export const LOST = { reason: "not followed" } as const;

/** Within each other: blocks, expressions, and the calls that lead to them; gpt-neox's own come to a twentieth. */
const DEEPEST = 200;

/** Between two turns of others. */
const TURN = 100;

/**
 * Counts what is looked at to follow a launch: nodes of the syntax tree, names, and values by their size. What is more
 * than it may be, or deeper, is not followed.
 */
export class Effort {
  #spent = 0;
  #turns = 0;
  #depth = 0;

  constructor(private readonly most: number) {}

  get spent(): number {
    return this.#spent;
  }

  /** Throws `LOST` where it is more than there may be. */
  spend(amount: number): void {
    this.#spent += amount;
    if (this.#spent > this.most) throw LOST;
  }

  /** Whether enough has been done for others to have their turn. */
  isTurn(): boolean {
    const turns = Math.floor(this.#spent / TURN);
    const isTurn = turns > this.#turns;
    this.#turns = turns;
    return isTurn;
  }

  /** Begins what is one level deeper than what it belongs to; `leave` ends it. */
  enter(): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw LOST;
  }

  leave(): void {
    this.#depth -= 1;
  }
}
