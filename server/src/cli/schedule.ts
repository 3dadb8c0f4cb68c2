import { check } from "../features/check";
import { scheduleAnswer } from "../features/schedule/answer";
import { scheduleText } from "../features/schedule/text";
import type { Launch } from "../launch/launch";
import type { ScheduleOptions } from "../schedule/schedule";
import { trainIterations } from "../schedule/settings";
import { withErrorAsJson } from "./errorAsJson";
import { CommandError, EXIT, type ExitCode, type Io, write } from "./io";
import { jsonParts } from "./jsonParts";
import { readLaunch } from "./readLaunch";
import { findProject, runSettings } from "./runSettings";

export interface ScheduleFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly resumeAt?: number;
  /** Files of the run that made the checkpoint; the same as now where none are given. */
  readonly before?: readonly string[];
  readonly secondsPerIteration?: number;
  readonly timeLimit?: number;
  readonly format: "text" | "json";
}

/** The JSON of longer runs would fill the disk with their rates. */
const MOST_ITERATIONS = 1_000_000;

/** `neox-config schedule FILE...`: the learning rate of every update, and what happens when. Exit 1 when the run stops. */
export async function scheduleCommand(
  names: readonly string[],
  flags: ScheduleFlags,
  io: Io,
): Promise<ExitCode> {
  return withErrorAsJson(flags.format, io, () => print(names, flags, io));
}

async function print(names: readonly string[], flags: ScheduleFlags, io: Io): Promise<ExitCode> {
  const settings = await runSettings(flags, await findProject(io), io);
  const launch = await readLaunch(names, settings, flags.confDir, io);
  if (flags.format === "json" && (trainIterations(launch) ?? 0) > MOST_ITERATIONS)
    throw new CommandError(`train_iters is more than ${MOST_ITERATIONS}: too many rates to print`);
  const before = flags.before && (await readLaunch(flags.before, settings, flags.confDir, io));
  const options = optionsOf(launch, before, flags);
  const { findings } = check({ ...settings, files: launch.files, scope: "launch" });
  const answer = scheduleAnswer(launch, findings, options);
  if (answer === undefined)
    throw new CommandError(
      `the learning rate of ${names.join(" ")} is not known: train_iters, lr or the schedule is missing, or comes from the data`,
    );
  const parts = flags.format === "json" ? jsonParts(answer) : [scheduleText(answer)];
  for (const part of parts) await write(io.stdout, part);
  return answer.error === null ? EXIT.clean : EXIT.foundErrors;
}

function optionsOf(launch: Launch, before: Launch | undefined, flags: ScheduleFlags): ScheduleOptions {
  const { resumeAt, secondsPerIteration, timeLimit } = flags;
  return {
    ...(resumeAt !== undefined && {
      checkpoint: { iteration: resumeAt, launch: before ? earlier(launch, before) : launch },
    }),
    ...(secondsPerIteration !== undefined &&
      timeLimit !== undefined && { time: { perIteration: secondsPerIteration, limit: timeLimit } }),
  };
}

/** Files without a model say only what was different. */
function earlier(launch: Launch, before: Launch): Launch {
  if (before.settings.has("num_layers")) return before;
  return launch.with(Object.fromEntries([...before.settings].map(([name, { value }]) => [name, value])));
}
