import checkpoint from "./checkpoint";
import communication from "./communication";
import data from "./data";
import hardware from "./hardware";
import type { KnownFailure } from "./known";
import launcher from "./launcher";
import memory from "./memory";
import packages from "./packages";
import scheduler from "./scheduler";
import training from "./training";

/** All known failures; the first that fits counts. */
export const KNOWN_FAILURES: readonly KnownFailure[] = [
  ...scheduler,
  ...memory,
  ...hardware,
  ...launcher,
  ...checkpoint,
  ...training,
  ...data,
  ...packages,
  ...communication,
];

const ALONE = KNOWN_FAILURES.filter(({ alone }) => alone);

/** The failure that a line by itself states. */
export function statedFailure(text: string): KnownFailure | undefined {
  return MAY_STATE.test(text) ? ALONE.find(({ says }) => says.test(text)) : undefined;
}

/** One pass over a line for all of them; most lines state nothing. */
const MAY_STATE = new RegExp(ALONE.map(({ says }) => `(?:${says.source})`).join("|"), "i");

/** The known failure that an exception is, with the functions that were running. */
export function knownException(text: string, frames: readonly string[]): KnownFailure | undefined {
  return KNOWN_FAILURES.find(
    ({ says, in: place }) =>
      says.test(text) && (place === undefined || frames.some((frame) => place.test(frame))),
  );
}
