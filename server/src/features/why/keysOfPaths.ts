import { catalogueOfAnyVersion } from "../../arguments/catalogue";
import type { Launch } from "../../launch/launch";
import type { Frame } from "../../logs/frames";
import { phaseOf, type RunPhase } from "../../logs/phase";

/** Arguments that name files, by the phase that opens them. */
const OF_PHASE: Partial<Readonly<Record<RunPhase, readonly string[]>>> = {
  save: ["save"],
  resume: ["load"],
  generate: ["sample_input_file", "load"],
};

/** What the system says of a file, before its path in quotes. */
const OS_ERRORS = [
  "No such file or directory",
  "Not a directory",
  "Permission denied",
  "Is a directory",
  "File exists",
  "Read-only file system",
];

/** The arguments whose value a path in a message begins with, those of the phase first. */
export function keysOfPaths(
  message: string,
  frames: readonly Frame[],
  launch: Launch | undefined,
): readonly string[] {
  const phase = phaseOf(frames);
  const usual = (phase && OF_PHASE[phase]) ?? [];
  const path = OS_ERRORS.some((words) => message.includes(words))
    ? /['"]([^'"]+)['"]/.exec(message)?.[1]
    : undefined;
  if (path === undefined) return [];
  const set = launch === undefined ? [] : [...launch.settings.values()];
  const naming = set
    .filter(({ value }) => typeof value === "string" && value.length > 1 && path.startsWith(value))
    .map(({ name }) => name)
    .filter((name) => catalogueOfAnyVersion().get(name) !== undefined);
  const first = usual.filter((key) => naming.length === 0 || naming.includes(key));
  return [...new Set([...first, ...naming])];
}
