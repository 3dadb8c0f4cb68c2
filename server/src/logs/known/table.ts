import checkpoint from "./checkpoint";
import communication from "./communication";
import data from "./data";
import hardware from "./hardware";
import { type KnownFailure, saidIn } from "./known";
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

/** Those that a line by itself states. */
export const LINE_FAILURES = KNOWN_FAILURES.filter(({ alone }) => alone);

/** The failure that a line by itself states. */
export function statedFailure(text: string): KnownFailure | undefined {
  const [first] = saidIn(text, LINE_FAILURES);
  return first;
}

/**
 * The known failure that an exception is, with the functions that were running. Where none is told, as in the last
 * lines that somebody pasted, the words alone count.
 */
export function knownException(text: string, places: readonly string[]): KnownFailure | undefined {
  const said = [...saidIn(text, KNOWN_FAILURES)];
  const found = said.find((known) => known.withoutStack !== "only" && isRunning(known, places));
  return found ?? (places.length === 0 ? said.find(isTold) : undefined);
}

function isRunning({ in: parts }: KnownFailure, places: readonly string[]): boolean {
  return parts === undefined || places.some((place) => parts.some((part) => place.includes(part)));
}

function isTold({ says, withoutStack }: KnownFailure): boolean {
  return says !== undefined && withoutStack !== "never";
}
