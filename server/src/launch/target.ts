import type { Catalogue } from "../arguments/argument";
import type { OwnConditions } from "../arguments/checkout/conditions/ownConditions";
import type { PlaceInHistory } from "../arguments/checkout/placeInHistory";
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
      /** Where it stands in gpt-neox's history, and which functions are its own. */
      readonly place?: PlaceInHistory;
      /** What its own code asks of its arguments, where that is more than gpt-neox itself does. */
      readonly ownConditions?: OwnConditions;
      /** Whether it has more than is read, so that what it lacks may be in the rest. */
      readonly isCut?: boolean;
    };

/** The first version whose behaviour this project describes: v2.0. */
export const OLDEST_DATE = "2023-03-09";
export const OLDEST_RELEASE = "v2.0";
/** The newest: a commit of gpt-neox's main. */
export const LAST_COMMIT = "ea7aefd8";
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

/** A user's own copy. */
export type Checkout = Extract<Target, { readonly kind: "checkout" }>;

export type Holds = "always" | "never" | "sometimes";

/** Whether what is so in `window` is so for `target`; `sometimes` only when the target does not tell. */
export function holdsFor(window: Window | undefined, target: Target): Holds {
  if (window === undefined) return "always";
  if (target.kind === "version") return covers(window, target) ? "always" : "never";
  if (target.kind === "checkout") return holdsForCheckout(window, target);
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

/** The classes of a layer that a checkout makes as no gpt-neox does, so that its parameters cannot be counted. */
export function changedSizes(target: Target): readonly string[] {
  return target.kind === "checkout" ? [...(target.place?.unknownSizes ?? [])] : [];
}

/** The commit that a target is, or that a checkout began from; undefined where that is not known. */
export function momentOf(target: Target): Moment | undefined {
  if (target.kind === "version") return target;
  return target.kind === "checkout" ? target.place?.base : undefined;
}

function holdsForCheckout(window: Window, { hasCommit, place }: Checkout): Holds {
  if (place?.isUnchanged === true) return covers(window, place.base) ? "always" : "never";
  const has = (commit: string | undefined, date: string | undefined) => {
    if (commit === undefined) return undefined;
    const shown = hasCommit.get(commit);
    if (shown !== undefined || place === undefined || date === undefined) return shown;
    return hasReached(place.base, { commit, date });
  };
  const over = has(window.fixedBy, window.until);
  const begun = has(window.since, window.from);
  if (over === true || begun === false) return "never";
  const certainlyBegun = begun === true || startsOpen(window);
  const certainlyNotOver = over === false || endsOpen(window);
  return certainlyBegun && certainlyNotOver ? "always" : "sometimes";
}
