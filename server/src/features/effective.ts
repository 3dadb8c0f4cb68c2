import { inOneLine } from "../base/visible";
import type { Launch, Setting } from "../launch/launch";
import { equals } from "../python/compare";
import type { PythonValue } from "../yaml/value";
import { TooLarge, writeScalar } from "../yaml/write";
import { rangeOf } from "./ranges";
import { shownValue } from "./shownValue";

export const ORIGINS = ["file", "derived", "default"] as const;

/** `file`: as a file says; `derived`: NeoX computes it; `default`: nobody says otherwise. */
export type Origin = (typeof ORIGINS)[number];

/** One argument as NeoX holds it once it has derived what it derives. */
export interface EffectiveValue {
  readonly name: string;
  /** Undefined where nothing is known, such as what needs the number of GPUs. */
  readonly value: PythonValue | undefined;
  readonly origin: Origin;
  /** Where a file sets the argument, also when NeoX then computes another value. */
  readonly setting?: Setting;
}

/** The texts of the files themselves, which NeoX keeps under this name: nothing to train with. */
const FILE_TEXTS = "config_files";

/** All arguments of the launch's NeoX: first those that files set, then the derived ones, then the defaults. */
export function effectiveValues(launch: Launch): readonly EffectiveValue[] {
  const values = launch.catalogue.names
    .filter((name) => name !== FILE_TEXTS && launch.catalogue.get(name)?.setBy !== "internal")
    .map((name) => effectiveValue(launch, name))
    // Of a part of a launch, what it does not set is up to the other files.
    .filter(({ value, setting }) => launch.scope !== "overlay" || value !== undefined || setting);
  return ORIGINS.flatMap((origin) => values.filter((value) => value.origin === origin));
}

function effectiveValue(launch: Launch, name: string): EffectiveValue {
  const setting = launch.settings.get(name);
  const given = launch.named(name);
  const value = launch.derivation.get(name);
  const isKept = value !== undefined && given !== undefined && equals(value, given);
  const origin = isKept ? (setting ? "file" : "default") : "derived";
  return { name, value, origin, ...(setting && { setting }) };
}

/** YAML that NeoX would read, with the origins as comments. */
export function effectiveText(values: readonly EffectiveValue[], shownPath = (path: string) => path): string {
  const lines = values.map((it) => {
    return `${entryText(it)}  # ${originWords(it, shownPath)}`;
  });
  return `${lines.join("\n")}\n`;
}

/** A value that is too large to be written out, as one that aliases repeat may be, stands cut in a comment. */
function entryText({ name, value }: EffectiveValue): string {
  if (value === undefined) return `# ${name}`;
  try {
    return `${name}: ${writeScalar(value)}`;
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return `# ${name}: ${shownValue(value)}`;
  }
}

function originWords(
  { origin, value, setting }: EffectiveValue,
  shownPath: (path: string) => string,
): string {
  const at =
    setting &&
    `${inOneLine(shownPath(setting.file.path))}:${rangeOf(setting.file.document, setting.entry.span).start.line + 1}`;
  if (value === undefined) return "derived from what this launch does not tell, such as the GPUs";
  if (origin === "file") return at ?? origin;
  return origin === "derived" && at !== undefined ? `derived, not as in ${at}` : origin;
}
