import { t } from "../base/l10n";
import type { Target } from "../launch/target";
import type { NeoxFailure } from "./rule";

/**
 * The function on which a finding rests, where the user's own checkout has changed it, so that nobody here knows what it
 * does now; undefined where it is as on main.
 */
export function changedFunction(target: Target, { at }: NeoxFailure): string | undefined {
  if (target.kind !== "checkout") return undefined;
  const [path = "", name = ""] = at.split(":");
  const changed = target.place?.changed.get(path);
  return [...(changed ?? [])].find((it) => it === name || it.endsWith(`.${name}`));
}

/** Says that a finding is upstream's, and not surely this checkout's. */
export function changedNote(name: string): string {
  return t("Your checkout changed {0}; gpt-neox itself would do this.", name);
}
