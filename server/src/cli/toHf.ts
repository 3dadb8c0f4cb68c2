import { visibleJson } from "../base/visible";
import { configDifferences, exportJson, exportLines } from "../features/huggingFace/export";
import type { ConverterArchitecture } from "../huggingface/converterConfig";
import { toHuggingFace } from "../huggingface/toHuggingFace";
import { withErrorAsJson } from "./errorAsJson";
import { CommandError, EXIT, type ExitCode, type Io, say, write } from "./io";
import { readLaunch } from "./readLaunch";
import { findProject, runSettings } from "./runSettings";

export interface ToHfFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly vocab?: number;
  readonly architecture?: ConverterArchitecture;
  readonly format: "text" | "json";
}

/** `neox-config to-hf FILE...`: the model as a `config.json`. Exit 1 when NeoX's converter writes another one. */
export async function toHfCommand(names: readonly string[], flags: ToHfFlags, io: Io): Promise<ExitCode> {
  return withErrorAsJson(flags.format, io, () => print(names, flags, io));
}

async function print(names: readonly string[], flags: ToHfFlags, io: Io): Promise<ExitCode> {
  const settings = await runSettings(flags, await findProject(io), io);
  const launch = await readLaunch(names, settings, flags.confDir, io);
  const exported = toHuggingFace(launch, flags.architecture, flags.vocab);
  if (exported === undefined)
    throw new CommandError(
      `no model is described by ${names.join(" ")}: neox-config check ${names.join(" ")} tells why, ` +
        "or a file with hidden_size, num_attention_heads and num_layers is missing",
    );
  if (flags.format === "json") await write(io.stdout, `${visibleJson(exportJson(exported), 2)}\n`);
  else {
    if (exported.right !== null) await write(io.stdout, `${visibleJson(exported.right, 2)}\n`);
    for (const line of exportLines(exported)) say(io.stderr, `neox-config: ${line}`);
    if (exported.right !== null && exported.right.vocab_size === undefined)
      say(io.stderr, "note: vocab_size is left out, for the tokenizer's size is unknown: --vocab N");
  }
  const isRight = exported.right !== null && configDifferences(exported).length === 0;
  return isRight ? EXIT.clean : EXIT.foundErrors;
}
