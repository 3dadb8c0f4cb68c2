import statements from "../arguments/generated/statements.json";
import { t } from "../base/l10n";
import { ownValue } from "../base/ownValue";
import type { Target } from "../launch/target";
import type { NeoxFailure, Rule } from "./rule";

/** What the lines do that rules about arguments name as their sources, as digests. */
const STATEMENTS: Readonly<Record<string, readonly string[]>> = statements;

/**
 * The function on which a finding rests, where the user's own checkout has changed it, so that nobody here knows what it
 * does now; undefined where it is as on main, or still has every statement that the rule was read from.
 */
export function changedFunction(
  target: Target,
  { at }: NeoxFailure,
  { sources = [], readsCheckout }: Pick<Rule, "sources" | "readsCheckout">,
): string | undefined {
  if (readsCheckout === true || target.kind !== "checkout" || target.place === undefined) return undefined;
  const { changed, statements } = target.place;
  const name = nameIn(changed, at);
  if (name === undefined) return undefined;
  const own = sources.filter((it) => placeOfSource(it) === at);
  // A step that stops earlier than the check of a rule changes nothing for the value that the check refuses.
  const read = own.length > 0 ? own : sources;
  const isKept = (source: string) =>
    nameIn(changed, placeOfSource(source)) === undefined ||
    (ownValue(STATEMENTS, source) ?? [""]).every((it) => statements.has(it));
  return read.length > 0 && read.every(isKept) ? undefined : name;
}

/** The changed function that `file:function` names, with its class. */
function nameIn(changed: ReadonlyMap<string, ReadonlySet<string>>, at: string): string | undefined {
  const [path = "", name = ""] = at.split(":");
  return [...(changed.get(path) ?? [])].find((it) => it === name || it.endsWith(`.${name}`));
}

/** `file:function` of `file:lines:function at COMMIT`. */
function placeOfSource(source: string): string {
  const [path = "", , name = ""] = source.split(" ")[0]?.split(":") ?? [];
  return `${path}:${name}`;
}

/** Says that a finding is upstream's, and not surely this checkout's. */
export function changedNote(name: string): string {
  return t("Your checkout changed {0}; gpt-neox itself would do this.", name);
}
