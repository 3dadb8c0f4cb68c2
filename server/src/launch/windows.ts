import { dateOf } from "../arguments/history";
import type { Window } from "./target";

/** What gpt-neox does from a commit on. Throws for a commit whose date is not known. */
export function since(commit: string): Window {
  return { from: dateOf(commit), since: commit };
}

/** What gpt-neox did before a commit. Throws as `since` does. */
export function until(commit: string): Window {
  return { until: dateOf(commit), fixedBy: commit };
}

/** What gpt-neox did from one commit on and before another. Throws as `since` does. */
export function between(begin: string, end: string): Window {
  return { ...since(begin), ...until(end) };
}

/** What was seen at the newest gpt-neox that this project knows, ea7aefd8, and at no other. */
export const AT_MAIN: Window = since("ea7aefd8");
