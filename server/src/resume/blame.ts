import { equals } from "../python/compare";
import type { LoadContext } from "./context";

/**
 * Of the arguments that may be at fault, those to change: those that are not what the saving launch had, else those
 * that a file sets, else the first.
 */
export function blamed({ launch, savedLaunch }: LoadContext, keys: readonly string[]): readonly string[] {
  const differing = keys.filter((key) => {
    const [saved, launched] = [savedLaunch, launch].map((each) => each?.derivation.get(key));
    return saved !== undefined && launched !== undefined && !equals(saved, launched);
  });
  const set = keys.filter((key) => launch.settings.has(key));
  return [differing, set, keys.slice(0, 1)].find((some) => some.length > 0) ?? [];
}
