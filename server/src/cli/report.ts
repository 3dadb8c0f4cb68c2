import { fileURLToPath } from "node:url";
import { visibleJson } from "../base/visible";
import { reportOf } from "../features/report/report";
import { reportText } from "../features/report/text";
import { changedSizes } from "../launch/target";
import { isGpuName } from "../model/gpuKinds";
import { isConfigName } from "./configText";
import { CommandError, EXIT, type ExitCode, type Io, write } from "./io";
import { readLaunch } from "./readLaunch";
import { standalonePage } from "./reportPage";
import { findProject, runSettings } from "./runSettings";
import { writePage } from "./writePage";

/** The folder of the built command, where the view is too. */
const BESIDE = fileURLToPath(new URL(".", import.meta.url));

export interface ReportFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly vocab?: number;
  readonly gpu?: string;
  readonly mfu?: number;
  readonly format: "text" | "json";
  readonly ranks?: boolean;
  readonly html?: string;
}

/** `neox-config report FILE...`: parameters, memory and compute of one launch. */
export async function reportCommand(names: readonly string[], flags: ReportFlags, io: Io): Promise<ExitCode> {
  const settings = await runSettings(flags, await findProject(io), io);
  const launch = await readLaunch(names, settings, flags.confDir, io);
  const report = reportOf(launch, {
    ...(flags.vocab && { vocabularySize: flags.vocab }),
    ...(isGpuName(flags.gpu) && { gpu: flags.gpu }),
    ...(flags.mfu && { utilisation: flags.mfu }),
  });
  const changed = changedSizes(launch.target);
  if (report === undefined && changed.length > 0)
    throw new CommandError(
      `what a layer holds cannot be known: your checkout changed ${changed.join(", ")} in a way that is not followed`,
    );
  if (report === undefined)
    throw new CommandError(
      `no model can be built from ${names.join(" ")}: neox-config check ${names.join(" ")} tells why, ` +
        "or a file with hidden_size, num_attention_heads and num_layers is missing",
    );
  if (flags.html !== undefined) {
    if (isConfigName(flags.html))
      throw new CommandError(`${flags.html} would be a config no more: --html takes the name of a page`);
    await writePage(flags.html, await standalonePage(report, io.assets ?? BESIDE), io);
    return EXIT.clean;
  }
  const text =
    flags.format === "json"
      ? `${visibleJson(report.numbers, 2)}\n`
      : reportText(report, { ranks: flags.ranks === true });
  await write(io.stdout, text);
  return EXIT.clean;
}
