import type { Steps } from "../../server/src/base/steps";

/** In how many steps work is done: what is asked of it grows with these, on any machine. */
export function stepsOf(steps: Steps<unknown>): number {
  let count = 0;
  while (steps.next().done !== true) count++;
  return count;
}
