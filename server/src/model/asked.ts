import type { Launch } from "../launch/launch";
import { equals, truthy } from "../python/compare";

/** Whether a file asks for something with this key: a value that is neither null nor NeoX's default. */
export function isAskedFor(launch: Launch, name: string): boolean {
  const setting = launch.settings.get(name);
  if (setting === undefined || setting.value === null) return false;
  const usual = launch.catalogue.get(name)?.default ?? null;
  return !equals(setting.value, usual);
}

/** Whether a file switches this flag on. */
export function isSwitchedOn(launch: Launch, name: string): boolean {
  return launch.settings.get(name)?.value === true;
}

/** Whether a value is on, as Python's `if` takes it; undefined where nothing is known. */
export function isOn(launch: Launch, name: string): boolean | undefined {
  const value = launch.derivation.get(name);
  return value === undefined ? undefined : truthy(value);
}
