import { visibleJson } from "../base/visible";
import {
  type EffectiveValue,
  effectiveText,
  effectiveValues,
  ORIGINS,
  type Origin,
} from "../features/effective";
import { rangeOf } from "../features/ranges";
import { jsonOf, roomForJson } from "../python/json";
import { EXIT, type ExitCode, type Io, write } from "./io";
import { readLaunch } from "./readLaunch";
import { findProject, runSettings } from "./runSettings";

export interface EffectiveFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly format: "yaml" | "json";
  readonly origin?: readonly Origin[];
}

/** `neox-config effective FILE...`: the values NeoX would train with, each with its origin. */
export async function effectiveCommand(
  names: readonly string[],
  flags: EffectiveFlags,
  io: Io,
): Promise<ExitCode> {
  const settings = await runSettings(flags, await findProject(io), io);
  const launch = await readLaunch(names, settings, flags.confDir, io);
  const wanted = flags.origin ?? ORIGINS;
  const values = effectiveValues(launch).filter(({ origin }) => wanted.includes(origin));
  await write(io.stdout, flags.format === "json" ? jsonText(values) : effectiveText(values));
  return EXIT.clean;
}

function jsonText(values: readonly EffectiveValue[]): string {
  const room = roomForJson();
  const entries = values.map(({ name, value, origin, setting }) => [
    name,
    {
      value: value === undefined ? null : jsonOf(value, room),
      known: value !== undefined,
      origin,
      ...(setting && { file: setting.file.path, range: rangeOf(setting.file.document, setting.entry.span) }),
    },
  ]);
  return `${visibleJson(Object.fromEntries(entries), 2)}\n`;
}
