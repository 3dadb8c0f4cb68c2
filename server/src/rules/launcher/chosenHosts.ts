import type { Launch } from "../../launch/launch";
import { isAskedFor, isOn } from "../../model/asked";

const FILTERS = ["include", "exclude"] as const;

/** The keys that say which hosts run, or which do not: an empty text says nothing to DeepSpeed. */
export function chosenHosts(launch: Launch): readonly string[] {
  return FILTERS.filter((key) => isOn(launch, key) === true);
}

/** The first of them that reaches DeepSpeed's command line, as an empty text does too. */
export function passedFilter(launch: Launch): string | undefined {
  return FILTERS.find((key) => isAskedFor(launch, key));
}
