import type { Steps } from "../steps";

/** Milliseconds of work after which others have their turn. An answer takes several turns, and a person feels 100. */
const LONGEST_SLICE = 10;

/** What comes of work that was given up because nobody wanted it any longer. */
export const SUPERSEDED = Symbol("superseded");

/**
 * Lets others have their turn. Node takes timers that are due one after the other and reads no message in between, so
 * there it must not be a timer.
 */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}

/** Does work slice by slice; in between, messages of the client are read, and may make it superfluous. */
export async function inSlices<Result>(
  steps: Steps<Result>,
  isWanted: () => boolean,
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
