import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { shownValue } from "../shownValue";

/** A whole number as it is, any other with at most three decimals. */
export function figure(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(3)));
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
