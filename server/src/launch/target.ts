import type { Catalogue } from "../arguments/argument";
import { hasReached, type Moment } from "../arguments/history";

/** The NeoX that will run a launch. */
export type Target =
  | { readonly kind: "unknown" }
  /** A point in gpt-neox's history; `main` is the newest this project knows. */
  | ({ readonly kind: "version"; readonly label: string } & Moment)
  /** A user's own copy: its arguments are read from its source, and so is which fixes it has. */
  | {
      readonly kind: "checkout";
      readonly label: string;
      /** Its folder as a URI, where an editor may open its files. */
      readonly root?: string;
      readonly catalogue: Catalogue;
      /** The kinds `attention_config` may name; undefined when that could not be read. */
      readonly attentionTypes?: readonly string[];
      /** Commits of gpt-neox whose change its source shows (`true`) or lacks (`false`). */
      readonly hasCommit: ReadonlyMap<string, boolean>;
    };

/** The first version whose behaviour this project describes: v2.0. */
export const OLDEST_DATE = "2023-03-09";
/** The newest: gpt-neox main at ea7aefd8. */
export const MAIN_DATE = "2026-05-19";

export const UNKNOWN_TARGET: Target = { kind: "unknown" };
export const MAIN_TARGET: Target = { kind: "version", label: "main", date: MAIN_DATE };

/** The stretch of gpt-neox's history in which something is so: from `from` on, before `until`. ISO dates. */
export interface Window {
  readonly from?: string;
  readonly until?: string;
  /** The commit that began it. */
  readonly since?: string;
  /** The commit that ended it. */
  readonly fixedBy?: string;
}

export type Holds = "always" | "never" | "sometimes";

/** Whether what is so in `window` is so for `target`; `sometimes` only when the target does not tell. */
export function holdsFor(window: Window | undefined, target: Target): Holds {
  if (window === undefined) return "always";
  if (target.kind === "version") return covers(window, target) ? "always" : "never";
  if (target.kind === "checkout") return holdsForCheckout(window, target.hasCommit);
  return startsOpen(window) && endsOpen(window) ? "always" : "sometimes";
}

function startsOpen(window: Window): boolean {
  return window.from === undefined || window.from <= OLDEST_DATE;
}

function endsOpen(window: Window): boolean {
  return window.until === undefined || window.until > MAIN_DATE;
}

function covers({ from, until, since, fixedBy }: Window, now: Moment): boolean {
  const begun = from === undefined || hasReached(now, moment(from, since));
  const over = until !== undefined && hasReached(now, moment(until, fixedBy));
  return begun && !over;
}

function moment(date: string, commit: string | undefined): Moment {
  return { date, ...(commit !== undefined && { commit }) };
}

function holdsForCheckout(window: Window, hasCommit: ReadonlyMap<string, boolean>): Holds {
  const over = window.fixedBy === undefined ? undefined : hasCommit.get(window.fixedBy);
  const begun = window.since === undefined ? undefined : hasCommit.get(window.since);
  if (over === true || begun === false) return "never";
  const certainlyBegun = begun === true || startsOpen(window);
  const certainlyNotOver = over === false || endsOpen(window);
  return certainlyBegun && certainlyNotOver ? "always" : "sometimes";
}
