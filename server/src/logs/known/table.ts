import checkpoint from "./checkpoint";
import communication from "./communication";
import data from "./data";
import hardware from "./hardware";
import { isSaid, type KnownFailure } from "./known";
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
  return ALONE.find((known) => isSaid(known, text));
}

/** The known failure that an exception is, with the functions that were running. */
export function knownException(text: string, places: readonly string[]): KnownFailure | undefined {
  return KNOWN_FAILURES.find((known) => isSaid(known, text) && isRunning(known, places));
}

function isRunning({ in: parts }: KnownFailure, places: readonly string[]): boolean {
  return parts === undefined || places.some((place) => parts.some((part) => place.includes(part)));
}
