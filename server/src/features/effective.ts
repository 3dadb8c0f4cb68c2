import { t } from "../base/l10n";
import { inOneLine } from "../base/visible";
import type { Launch, Setting } from "../launch/launch";
import { equals } from "../python/compare";
import type { PythonValue } from "../yaml/value";
import { writeScalarIfShort } from "../yaml/write";
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
  /** The arguments that a derived value was computed from; of these, where files set some, only those. */
  readonly from: readonly string[];
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
  const before = launch.named(name);
  const value = launch.derivation.get(name);
  // What the files leave to a default is not known where only running the checkout's code would tell it.
  const isKept = value === undefined || before === undefined ? value === before : equals(value, before);
  const origin = isKept ? (setting ? "file" : "default") : "derived";
  const sources = origin === "derived" ? launch.derivation.sources(name) : [];
  const given = sources.filter((it) => launch.settings.has(it));
  const from = given.length > 0 ? given : sources;
  return { name, value, origin, from, ...(setting && { setting }) };
}

/** Characters of all values; one that has no room stands cut in a comment, as those that aliases repeat may be. */
const MOST_CHARACTERS = 2_000_000;

/** The characters that values may still take. */
interface Room {
  left: number;
  /** How many values had none: to see that each is written in vain. */
  refused: number;
}

/** After so many without room only short values are written, and not a long text for each argument that it is. */
const MOST_REFUSED = 5;
const SHORT = 10_000;

/** YAML that NeoX would read, with the origins as comments. */
export function effectiveText(values: readonly EffectiveValue[]): string {
  const room = { left: MOST_CHARACTERS, refused: 0 };
  return `${values.map((it) => line(it, room)).join("\n")}\n`;
}

/** A line of the page about a launch, and where what it shows is written. */
export interface EffectiveLine {
  readonly text: string;
  readonly setting?: Setting;
}

/** The same for reading: a part for each origin, which editors fold, with file names in place of paths. */
export function effectivePage(
  values: readonly EffectiveValue[],
  shownPath: (path: string) => string,
): readonly EffectiveLine[] {
  const room = { left: MOST_CHARACTERS, refused: 0 };
  return ORIGINS.flatMap((origin) => {
    const part = values.filter((value) => value.origin === origin);
    if (part.length === 0) return [];
    const lines = part.map((it) => ({
      text: line(it, room, shownPath),
      ...(it.setting && { setting: it.setting }),
    }));
    const heading = `# region ${HEADINGS[origin](part.length)}`;
    return [{ text: heading }, ...lines, { text: "# endregion" }, { text: "" }];
  });
}

const HEADINGS: Readonly<Record<Origin, (count: number) => string>> = {
  file: (count) => t("Yours: {0} that the files set", count),
  derived: (count) => t("Derived: {0} that NeoX computes", count),
  default: (count) => t("Defaults: {0} that nobody sets", count),
};

function line(value: EffectiveValue, room: Room, shownPath = (path: string) => path): string {
  return `${entryText(value, room)}  # ${originWords(value, shownPath)}`;
}

function entryText({ name, value }: EffectiveValue, room: Room): string {
  if (value === undefined) return `# ${name}`;
  const most = room.refused < MOST_REFUSED ? room.left : Math.min(room.left, SHORT);
  const written = writeScalarIfShort(value, most);
  if (written === undefined) {
    room.refused++;
    return `# ${name}: ${inOneLine(shownValue(value))}`;
  }
  room.left -= written.length;
  return `${name}: ${written}`;
}

function originWords(
  { origin, value, setting, from }: EffectiveValue,
  shownPath: (path: string) => string,
): string {
  const at =
    setting &&
    `${inOneLine(shownPath(setting.file.path))}:${rangeOf(setting.file.document, setting.entry.span).start.line + 1}`;
  if (origin === "file") return at ?? origin;
  if (value === undefined)
    return origin === "default"
      ? "a default that only running the checkout's code would tell"
      : "derived from what this launch does not tell, such as the GPUs";
  if (origin === "default") return origin;
  const derived = from.length === 0 ? "derived" : `derived from ${from.join(", ")}`;
  return at === undefined ? derived : `${derived}, not as in ${at}`;
}
