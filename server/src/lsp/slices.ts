import type { Steps } from "../steps";

/** Milliseconds of work after which others have their turn; a person feels nothing below 100. */
const LONGEST_SLICE = 25;

/** What comes of work that was given up because nobody wanted it any longer. */
export const SUPERSEDED = Symbol("superseded");

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
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!isWanted()) return SUPERSEDED;
    begin = performance.now();
  }
}
