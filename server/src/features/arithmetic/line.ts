import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { shownValue } from "../shownValue";

/** A whole number as it is, any other with three decimals, or with all where those would make it look whole. */
export function figure(value: number): string {
  const rounded = Number(value.toFixed(3));
  return Number.isInteger(rounded) ? String(value) : String(rounded);
}

/** `=` for what the figure shows exactly, `≈` where it was rounded. */
export function equalSign(value: number): "=" | "≈" {
  return Number(figure(value)) === value ? "=" : "≈";
}

/** The value of an argument with its name, marked where no file sets it: `model_parallel_size 1 (default)`. */
export function named(launch: Launch, name: string): string {
  const value = launch.derivation.get(name);
  const shown = value === undefined ? "?" : shownValue(value);
  return launch.settings.has(name) ? `${name} ${shown}` : t("{0} {1} (default)", name, shown);
}
