import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { harmless, visibleJson } from "../base/visible";
import { whyText } from "../features/why/text";
import { type WhyOptions, why } from "../features/why/why";
import { KeptOfLogs } from "../logs/keptOfLogs";
import type { LogRecord } from "../logs/readLog";
import { isGpuName } from "../model/gpuKinds";
import { isConfigName } from "./configText";
import { withErrorAsJson } from "./errorAsJson";
import { type ColorChoice, CommandError, colorsFor, EXIT, type ExitCode, type Io, writeColoured } from "./io";
import { renderMarkdown } from "./markdown";
import { readLaunch } from "./readLaunch";
import { readLog } from "./readLogs";
import { findProject, runSettings } from "./runSettings";

export interface WhyFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly gpu?: string;
  readonly format: "text" | "json";
  readonly color: ColorChoice;
}

/** `neox-config why LOG [FILE...]`: why a run failed. Exit 1 when it did, 0 when it went well. */
export async function whyCommand(names: readonly string[], flags: WhyFlags, io: Io): Promise<ExitCode> {
  return withErrorAsJson(flags.format, io, () => explain(names, flags, io));
}

async function explain(names: readonly string[], flags: WhyFlags, io: Io): Promise<ExitCode> {
  const { logs, files } = sorted(names, flags.confDir, io);
  const settings = await runSettings(flags, await findProject(io), io);
  const launch = files.length === 0 ? undefined : await readLaunch(files, settings, flags.confDir, io);
  const records: LogRecord[] = [];
  const kept = new KeptOfLogs();
  for (const log of logs) records.push(await readLog(log, kept, io));
  const options: WhyOptions = {
    target: settings.target,
    ...(settings.gpus !== undefined && { gpus: settings.gpus }),
    ...(settings.extraArguments && { extraArguments: settings.extraArguments }),
    ...(isGpuName(flags.gpu) && { gpu: flags.gpu }),
    ...(launch && { files: launch }),
  };
  const answer = why(records, options);
  const text =
    flags.format === "json"
      ? `${visibleJson(answer, 2)}\n`
      : harmless(renderMarkdown(whyText(answer), colorsFor(io.stdout, io, flags.color)));
  await writeColoured(io.stdout, text);
  return answer.ended === "failed" ? EXIT.foundErrors : EXIT.clean;
}

/** The first name is a log; of the others those are configs that are named like one, as deepy.py takes them. */
function sorted(
  [first, ...others]: readonly string[],
  confDir: string | undefined,
  io: Io,
): { readonly logs: readonly string[]; readonly files: readonly string[] } {
  if (first === undefined) throw new CommandError("why takes a log; - is standard input");
  const isConfig = (name: string) =>
    isConfigName(name) || existsSync(resolve(io.cwd, confDir ?? "", `${name}.yml`));
  return {
    logs: [first, ...others.filter((name) => !isConfig(name))],
    files: others.filter(isConfig),
  };
}
