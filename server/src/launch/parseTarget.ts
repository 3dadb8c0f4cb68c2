import { commitOf, type Moment } from "../arguments/history";
import { MAIN_DATE, MAIN_TARGET, OLDEST_DATE, OLDEST_RELEASE, type Target } from "./target";

/** Releases since v2.0, with the day they were made. */
const TAGS = new Map([[OLDEST_RELEASE, OLDEST_DATE]]);

/**
 * The NeoX that `main`, a day (`2024-10-31`, its state at the end of that day), a release (`v2.0`) or a commit of
 * gpt-neox's main (seven characters or more) names; undefined for anything else.
 */
export function parseTarget(text: string): Target | undefined {
  const label = text.trim();
  if (label === "main") return MAIN_TARGET;
  const date = TAGS.get(label) ?? dayOf(label);
  const moment = date === undefined ? namedCommit(label.toLowerCase()) : { date };
  return moment && { kind: "version", label, ...moment };
}

/** A day of the calendar; those after main's count as main, and of those before the first release nothing is known. */
function dayOf(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  if (!exists || text < OLDEST_DATE) return undefined;
  return text > MAIN_DATE ? MAIN_DATE : text;
}

function namedCommit(hash: string): Moment | undefined {
  return /^[\da-f]{7,40}$/.test(hash) ? commitOf(hash) : undefined;
}
