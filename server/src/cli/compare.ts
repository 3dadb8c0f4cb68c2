import { compareLaunches } from "../features/compare/compare";
import { comparisonJson, comparisonText } from "../features/compare/text";
import { checkpointJson, checkpointText, compareWithCheckpoint } from "../features/compare/withCheckpoint";
import { CommandError, EXIT, type ExitCode, type Io, write } from "./io";
import { readLaunch } from "./readLaunch";
import { findProject, runSettings } from "./runSettings";

export interface CompareFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly vocab?: number;
  /** With the launch that saved the checkpoint, instead of another that is named. */
  readonly checkpoint?: boolean;
  readonly format: "text" | "json";
}

/** `neox-config compare A B` or `compare A... -- B...`: what differs between two launches. */
export async function compareCommand(
  [left, right]: readonly [readonly string[], readonly string[]],
  flags: CompareFlags,
  io: Io,
): Promise<ExitCode> {
  const settings = await runSettings(flags, await findProject(io), io);
  const comparison = compareLaunches(
    await readLaunch(left, settings, flags.confDir, io),
    await readLaunch(right, settings, flags.confDir, io),
    flags.vocab === undefined ? {} : { vocabularySize: flags.vocab },
  );
  await write(io.stdout, flags.format === "json" ? comparisonJson(comparison) : comparisonText(comparison));
  return EXIT.clean;
}

/** `neox-config compare --checkpoint A...`: what differs from the launch that saved the checkpoint that this one loads. */
export async function compareCheckpointCommand(
  names: readonly string[],
  flags: CompareFlags,
  io: Io,
): Promise<ExitCode> {
  const settings = await runSettings(flags, await findProject(io), io);
  const comparison = compareWithCheckpoint(await readLaunch(names, settings, flags.confDir, io));
  if (comparison === undefined)
    throw new CommandError("no checkpoint is there to compare with, or no configs are kept in it: see load");
  await write(io.stdout, flags.format === "json" ? checkpointJson(comparison) : checkpointText(comparison));
  return EXIT.clean;
}

/** The names of the two launches; `rawArguments` still has the `--` between them. */
export function launchNames(
  names: readonly string[],
  rawArguments: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const dashes = rawArguments.indexOf("--");
  const right = dashes < 0 ? names.slice(1) : rawArguments.slice(dashes + 1);
  const left = names.slice(0, names.length - right.length);
  const isSplit = left.length > 0 && right.every((name, index) => name === names[left.length + index]);
  if (!isSplit || right.length === 0 || (dashes < 0 && right.length > 1))
    throw new CommandError(
      "compare takes two files, or the files of two launches with -- between: A B -- C D",
    );
  return [left, right];
}
