import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { harmless, visibleJson } from "../base/visible";
import { type ConversionRequest, convert } from "../converters/convert";
import type { TransformersVersion } from "../converters/neoxToHf/conversion";
import { TOOLS, type Tool, type ToolCall, type ToolFlags, toolNamed } from "../converters/tool";
import { convertsAnswer } from "../features/converts/answer";
import { convertsText } from "../features/converts/text";
import { withErrorAsJson } from "./errorAsJson";
import { readModelConfig } from "./huggingFaceFiles";
import { CommandError, colorsFor, EXIT, type ExitCode, type Io, writeColoured } from "./io";
import { renderMarkdown } from "./markdown";
import { readLaunch } from "./readLaunch";
import { findProject, type RunSettings, runSettings } from "./runSettings";

export interface ConvertsFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly tool: string;
  readonly given?: string;
  readonly transformers: TransformersVersion;
  readonly format: "text" | "json";
  /** The converter's own, by their names. */
  readonly own: ToolFlags;
}

/** `neox-config converts FILE... --tool NAME`: what becomes of a model that is converted. Exit 1 unless it is the same. */
export async function convertsCommand(
  names: readonly string[],
  flags: ConvertsFlags,
  io: Io,
): Promise<ExitCode> {
  return withErrorAsJson(flags.format, io, () => print(names, flags, io));
}

async function print(names: readonly string[], flags: ConvertsFlags, io: Io): Promise<ExitCode> {
  const call = callOf(flags);
  const settings = await runSettings(flags, await findProject(io), io);
  const launch = await readLaunch(names, settings, flags.confDir, io);
  const more =
    call.tool.writes === "hf" ? await givenFile(flags, settings, io) : await sourceModel(call, flags, io);
  const verdict = convert({ call, launch, transformers: flags.transformers, ...more });
  if (verdict === undefined)
    throw new CommandError(
      `what ${call.tool.name} makes of ${names.join(" ")} is not known: a size of the model is missing, it has more than 10,000 layers, or its layers are those of Transformer Engine`,
    );
  const answer = convertsAnswer(verdict, call, flags.transformers);
  await writeColoured(
    io.stdout,
    flags.format === "json"
      ? `${visibleJson(answer)}\n`
      : harmless(renderMarkdown(convertsText(answer), colorsFor(io.stdout, io, "auto"))),
  );
  return answer.equal ? EXIT.clean : EXIT.foundErrors;
}

function callOf({ tool: name, own }: ConvertsFlags): ToolCall {
  const tool = toolNamed(name);
  if (tool === undefined)
    throw new CommandError(`no converter ${name} is known: ${TOOLS.map((it) => it.name).join(", ")}`);
  const foreign = [...own.keys()].find((flag) => !tool.flags.some((it) => it.name === flag));
  if (foreign !== undefined) throw new CommandError(`${tool.name} takes no ${foreign}`);
  return { tool, flags: own };
}

/** The config that the converter gets. A command line may come from another machine: what it names need not be here. */
async function givenFile(
  { given, own, confDir }: ConvertsFlags,
  settings: RunSettings,
  io: Io,
): Promise<Pick<ConversionRequest, "given">> {
  const named = own.get("--config_file");
  const name = given ?? (named !== undefined && isFile(resolve(io.cwd, named)) ? named : undefined);
  if (name === undefined) return {};
  return { given: await readLaunch([name], settings, given === undefined ? undefined : confDir, io) };
}

/** The model that becomes one of NeoX, as far as its files are here. */
async function sourceModel(
  { tool, flags }: ToolCall,
  { given }: ConvertsFlags,
  io: Io,
): Promise<Pick<ConversionRequest, "hfConfig" | "rawFiles">> {
  const named = given ?? flags.get("--model") ?? flags.get("--hf-model-name");
  const path = named && configJson(resolve(io.cwd, named));
  if (given !== undefined && path === undefined)
    throw new CommandError(`cannot read ${given}: no config.json`);
  const raw = rawFiles(tool, flags, io);
  return {
    ...(path && { hfConfig: await readModelConfig(path, io) }),
    ...(raw && { rawFiles: raw }),
  };
}

function configJson(path: string): string | undefined {
  return [path, join(path, "config.json")].find(isFile);
}

function rawFiles(tool: Tool, flags: ToolFlags, { cwd }: Io): readonly string[] | undefined {
  const folder = flags.get("--input_dir");
  const size = flags.get("--model_size");
  if (tool.writes !== "neox" || folder === undefined || size === undefined) return undefined;
  try {
    return readdirSync(resolve(cwd, folder, size));
  } catch {
    // The command line may be of another machine.
    return undefined;
  }
}

/** A way to it may lead through what is no folder, or in a circle. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
