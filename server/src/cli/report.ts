import { constants } from "node:fs";
import { type FileHandle, open, readFile, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { visibleJson } from "../base/visible";
import { reportOf } from "../features/report/report";
import { reportText } from "../features/report/text";
import { changedSizes } from "../launch/target";
import { isGpuName } from "../model/gpuKinds";
import { isConfigName } from "./configText";
import { placeInside } from "./insideFolder";
import { CommandError, EXIT, type ExitCode, type Io, write } from "./io";
import { readLaunch } from "./readLaunch";
import { replaceFile } from "./replaceFile";
import { standalonePage } from "./reportPage";
import { findProject, runSettings } from "./runSettings";
import { unbroken } from "./unbroken";

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

/** Writes a page: a new file, in place of another page, or into a pipe. */
async function writePage(path: string, page: string, io: Io): Promise<void> {
  const place = resolve(io.cwd, path);
  try {
    const found = await stat(place).catch(() => undefined);
    if (found === undefined) await writeFile(place, page, { flag: "wx" });
    else if (found.isFile() && !isStream(place)) await replacePage(path, page, io);
    else {
      const reader = await readerOf(place);
      await writeFile(place, page).finally(() => reader?.close());
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`cannot write ${path}: ${reason}`);
  }
}

/** What the shell opened already, also where it is a file. */
function isStream(place: string): boolean {
  return /^\/(?:dev\/(?:stdout|stderr|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/.test(place);
}

/** @throws Error where a file would be lost that is no page */
async function replacePage(path: string, page: string, { cwd }: Io): Promise<void> {
  const place = await placeInside(path, cwd);
  if (place === undefined) throw new Error("its link leads out of the folder");
  const before = await readFile(place);
  if (before.length > 0 && !BEGINNING.test(before.toString("latin1", 0, 200)))
    throw new Error("there is a file of this name, which is no page");
  await unbroken(() => replaceFile(place, before, page));
}

/** A mark of the order of bytes may lead, as its three bytes. */
const BEGINNING = /^(?:\xEF\xBB\xBF)?\s*<(?:!doctype )?html/i;

/** An end of a named pipe, held so that its reader stays. Throws where nobody reads it: writing would wait for ever. */
async function readerOf(path: string): Promise<FileHandle | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFIFO()) return undefined;
  return open(path, constants.O_WRONLY | constants.O_NONBLOCK).catch(() => {
    throw new Error("it is a pipe that nobody reads");
  });
}
