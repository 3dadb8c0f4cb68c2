import type { Steps } from "./steps";

/** Milliseconds of work after which others have their turn. */
const LONGEST_SLICE = 10;

/** Rounds of Node's event loop in which a request that has come is read, queued, understood and answered. */
const ROUNDS = 4;

/** What comes of work that was given up because nobody wanted it any longer. */
export const SUPERSEDED = Symbol("superseded");

/**
 * Lets others have their turn. Node takes timers that are due one after the other and reads no message in between, so
 * there it must not be a timer.
 */
export async function othersTurn(): Promise<void> {
  if (typeof setImmediate === "function") {
    for (let round = 0; round < ROUNDS; round++) await new Promise((resolve) => setImmediate(resolve));
  } else await new Promise((resolve) => setTimeout(resolve, 0));
}

/** Does work slice by slice; in between, messages of the client are read, and may make it superfluous. */
export function inSlices<Result>(steps: Steps<Result>): Promise<Result>;
export function inSlices<Result>(
  steps: Steps<Result>,
  isWanted: () => boolean,
): Promise<Result | typeof SUPERSEDED>;
export async function inSlices<Result>(
  steps: Steps<Result>,
  isWanted = () => true,
): Promise<Result | typeof SUPERSEDED> {
  let begin = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - begin < LONGEST_SLICE) continue;
    await othersTurn();
    if (!isWanted()) return SUPERSEDED;
    begin = performance.now();
  }
}
