import { reportOf } from "../features/report/report";
import { reportText } from "../features/report/text";
import { createLaunch } from "../launch/createLaunch";
import { isGpuName } from "../model/gpus";
import { readYaml } from "../yaml/read";
import { readLaunchFile } from "./configText";
import { CommandError, EXIT, type ExitCode, type Io, write } from "./io";
import { resolveTarget } from "./target";

export interface ReportFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly vocab?: number;
  readonly gpu?: string;
  readonly mfu?: number;
  readonly format: "text" | "json";
}

/** `neox-config report FILE...`: parameters, memory and compute of one launch. */
export async function reportCommand(names: readonly string[], flags: ReportFlags, io: Io): Promise<ExitCode> {
  const report = reportOf(await readLaunch(names, flags, io), {
    ...(flags.vocab && { vocabularySize: flags.vocab }),
    ...(isGpuName(flags.gpu) && { gpu: flags.gpu }),
    ...(flags.mfu && { utilisation: flags.mfu }),
  });
  if (report === undefined)
    throw new CommandError(
      `no model can be built from ${names.join(" ")}: neox-config check ${names.join(" ")} tells why, ` +
        "or a file with hidden_size, num_attention_heads and num_layers is missing",
    );
  const text = flags.format === "json" ? `${JSON.stringify(report.numbers, null, 2)}\n` : reportText(report);
  await write(io.stdout, text);
  return EXIT.clean;
}

async function readLaunch(names: readonly string[], flags: ReportFlags, io: Io) {
  const files = [];
  for (const name of names) {
    const { path, text } = await readLaunchFile(name, flags.confDir, io);
    files.push({ path, document: readYaml(text) });
  }
  const target = await resolveTarget(flags.neox, io);
  return createLaunch({ files, target, scope: "launch", ...(flags.gpus && { gpus: flags.gpus }) });
}
