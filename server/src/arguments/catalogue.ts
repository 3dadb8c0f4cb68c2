import { parseAnnotation } from "./annotation";
import type { Argument, ArgumentChange, Catalogue, HistoryPoint } from "./argument";
import declarations from "./generated/arguments.json";
import { hasReached, type Moment } from "./history";
import { parseScalar } from "./pythonScalar";

/** Where gpt-neox declares all of its arguments. */
const DECLARED_IN = "megatron/neox_arguments";

/** The first version the catalogue describes: v2.0. */
export const FIRST_DATE = "2023-03-09";

/** One line of the generated data; an argument that was removed and came back has two. */
type Declaration = (typeof declarations)[number];

/** When an argument came to NeoX and when it left. */
export interface ArgumentHistory {
  readonly introduced: HistoryPoint;
  readonly removed?: HistoryPoint;
}

/** A catalogue of these arguments; of two with one name the later counts. */
export function catalogueOf(known: readonly Argument[]): Catalogue {
  const byName = new Map(known.map((argument) => [argument.name, argument]));
  return { get: (name) => byName.get(name), names: [...byName.keys()] };
}

/**
 * The arguments of NeoX at a version: `main`, a commit, or the state at the end of a day (`2024-10-31`).
 * Dates before v2.0 (2023-03-09) count as v2.0.
 */
export function catalogueAt(when: string | Moment): Catalogue {
  const state = stateAt(typeof when === "string" ? { date: when === "main" ? LAST_DATE : when } : when);
  const name = `${state.date} ${state.commit ?? ""}`;
  let catalogue = catalogues.get(name);
  if (catalogue === undefined) {
    catalogue = catalogueOf(
      declarations.filter((it) => isKnownAt(it, state)).map((it) => argumentAt(it, state)),
    );
    catalogues.set(name, catalogue);
  }
  return catalogue;
}

/** Between two changes every day has the same arguments, so few catalogues are ever built. */
function stateAt({ date, commit }: Moment): Moment {
  const day = later(date, FIRST_DATE);
  const changed = CHANGE_DATES.findLast((it) => it <= day) ?? FIRST_DATE;
  return changed === day && commit !== undefined ? { date: day, commit } : { date: changed };
}

/** Later than all changes. */
const LAST_DATE = "9999-12-31";

/** Every argument that some version from v2.0 to main knows, as the last of them declares it: for an unknown target. */
export function catalogueOfAnyVersion(): Catalogue {
  anyVersion ??= catalogueOf(
    declarations
      .filter((it) => !isRemovedBy(it, { date: FIRST_DATE }))
      .map((it) => argumentAt(it, { date: LAST_DATE })),
  );
  return anyVersion;
}

/** When NeoX had an argument, also one that left before v2.0; undefined for a name that no version knows. */
export function historyOf(name: string): ArgumentHistory | undefined {
  return histories.get(name);
}

const histories = new Map<string, ArgumentHistory>();
for (const { name, introduced, removed } of declarations) {
  // Of an argument that came back the first line tells when it came, the last whether it is gone.
  histories.set(name, {
    introduced: histories.get(name)?.introduced ?? introduced,
    ...(removed && { removed }),
  });
}

const catalogues = new Map<string, Catalogue>();
let anyVersion: Catalogue | undefined;

const CHANGE_DATES = [
  ...new Set(
    declarations
      .flatMap((it) => [it.introduced, it.removed, ...(it.changes ?? [])])
      .flatMap((point) => (point === undefined ? [] : [point.date])),
  ),
].sort();

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function isRemovedBy({ removed }: Declaration, now: Moment): boolean {
  return removed !== undefined && hasReached(now, removed);
}

function isKnownAt(declaration: Declaration, now: Moment): boolean {
  return hasReached(now, declaration.introduced) && !isRemovedBy(declaration, now);
}

function argumentAt(declaration: Declaration, now: Moment): Argument {
  const changes = (declaration.changes ?? []).filter(isChange);
  const declared = before(now, changes, "type") ?? declaration.declared;
  const { name, group, declaredAt, introduced, removed, decidedBy } = declaration;
  return {
    name,
    group,
    type: parseAnnotation(declared),
    declared,
    // The one default that is no literal, `git_hash`, is a call that gives None without git.
    default: parseScalar(before(now, changes, "default") ?? declaration.default) ?? null,
    introduced,
    ...(removed && { removed }),
    changes,
    setBy: isSetBy(declaration.setBy) ? declaration.setBy : "user",
    ...(decidedBy && { decidedBy }),
    declaredAt: `${DECLARED_IN}/${declaredAt}`,
  };
}

/** What the first change after this point replaced; undefined when nothing changed since. */
function before(
  now: Moment,
  changes: readonly ArgumentChange[],
  what: ArgumentChange["what"],
): string | undefined {
  return changes.find((change) => change.what === what && !hasReached(now, change))?.was;
}

function isChange(change: { what: string }): change is ArgumentChange {
  return change.what === "type" || change.what === "default";
}

function isSetBy(text: string): text is Argument["setBy"] {
  return ["user", "user-or-derived", "overwritten", "internal"].includes(text);
}
