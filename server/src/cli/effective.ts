import { rangeOf } from "../features/ranges";
import { createLaunch } from "../launch/createLaunch";
import type { Launch, Setting } from "../launch/launch";
import { equals } from "../python/compare";
import { jsonOf } from "../python/json";
import { readYaml } from "../yaml/read";
import type { PythonValue } from "../yaml/value";
import { writeScalar } from "../yaml/write";
import { readLaunchFile } from "./configText";
import { CommandError, EXIT, type ExitCode, type Io, write } from "./io";
import { findProject, runSettings } from "./runSettings";

export const ORIGINS = ["file", "derived", "default"] as const;

/** `file`: as a file says; `derived`: NeoX computes it; `default`: nobody says otherwise. */
export type Origin = (typeof ORIGINS)[number];

export interface EffectiveFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly format: "yaml" | "json";
  readonly origin?: readonly Origin[];
}

/** One argument as NeoX holds it once it has derived what it derives. */
export interface EffectiveValue {
  readonly name: string;
  /** Undefined where nothing is known, such as what needs the number of GPUs. */
  readonly value: PythonValue | undefined;
  readonly origin: Origin;
  /** Where a file sets the argument, also when NeoX then computes another value. */
  readonly setting?: Setting;
}

/** `neox-config effective FILE...`: the values NeoX would train with, each with its origin. */
export async function effectiveCommand(
  names: readonly string[],
  flags: EffectiveFlags,
  io: Io,
): Promise<ExitCode> {
  const files = [];
  for (const name of names) {
    const { path, text } = await readLaunchFile(name, flags.confDir, io);
    files.push({ path, document: readYaml(text) });
  }
  const broken = files.find((file) => file.document.problems.length > 0);
  if (broken)
    throw new CommandError(`${broken.path} cannot be read: neox-config check ${broken.path} tells why`);
  const settings = await runSettings(flags, await findProject(io), io);
  const launch = createLaunch({ ...settings, files, scope: "launch" });
  const wanted = flags.origin ?? ORIGINS;
  const values = effectiveValues(launch).filter(({ origin }) => wanted.includes(origin));
  await write(io.stdout, flags.format === "json" ? jsonText(values) : yamlText(values));
  return EXIT.clean;
}

/** All arguments of the launch's NeoX: first those that files set, then the derived ones, then the defaults. */
export function effectiveValues(launch: Launch): readonly EffectiveValue[] {
  const values = launch.catalogue.names
    .filter((name) => launch.catalogue.get(name)?.setBy !== "internal")
    .map((name) => effectiveValue(launch, name));
  return ORIGINS.flatMap((origin) => values.filter((value) => value.origin === origin));
}

function effectiveValue(launch: Launch, name: string): EffectiveValue {
  const setting = launch.settings.get(name);
  const given = launch.get(name);
  const value = launch.derivation.get(name);
  const isKept = value !== undefined && given !== undefined && equals(value, given);
  const origin = isKept ? (setting ? "file" : "default") : "derived";
  return { name, value, origin, ...(setting && { setting }) };
}

/** YAML that NeoX would read, with the origins as comments. */
function yamlText(values: readonly EffectiveValue[]): string {
  const lines = values.map((it) => {
    const text = it.value === undefined ? `# ${it.name}` : `${it.name}: ${writeScalar(it.value)}`;
    return `${text}  # ${originWords(it)}`;
  });
  return `${lines.join("\n")}\n`;
}

function originWords({ origin, value, setting }: EffectiveValue): string {
  const at =
    setting && `${setting.file.path}:${rangeOf(setting.file.document, setting.entry.span).start.line + 1}`;
  if (value === undefined) return "derived from what this launch does not tell, such as the GPUs";
  if (origin === "file") return at ?? origin;
  return origin === "derived" && at !== undefined ? `derived, not as in ${at}` : origin;
}

function jsonText(values: readonly EffectiveValue[]): string {
  const entries = values.map(({ name, value, origin, setting }) => [
    name,
    {
      value: value === undefined ? null : jsonOf(value),
      known: value !== undefined,
      origin,
      ...(setting && { file: setting.file.path, range: rangeOf(setting.file.document, setting.entry.span) }),
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
