import { visibleJson } from "../base/visible";
import {
  configText,
  inexpressibleLines,
  translate,
  translationJson,
} from "../features/huggingFace/translate";
import { NoModel } from "../huggingface/keys";
import { withErrorAsJson } from "./errorAsJson";
import { readModelFiles } from "./huggingFaceFiles";
import { CommandError, EXIT, type ExitCode, type Io, say, write } from "./io";
import { findProject, runSettings } from "./runSettings";

export interface FromHfFlags {
  readonly gpus?: number;
  readonly neox?: string;
  readonly vocab?: number;
  readonly format: "yaml" | "json";
}

/** `neox-config from-hf PATH`: a config that builds the same model. Exit 1 when NeoX cannot build all of it. */
export async function fromHfCommand(path: string, flags: FromHfFlags, io: Io): Promise<ExitCode> {
  return withErrorAsJson(flags.format, io, async () => {
    try {
      return await print(path, flags, io);
    } catch (error) {
      throw error instanceof NoModel ? noModel(path, error) : error;
    }
  });
}

/** A file that describes no model, in words for whoever named it. */
export function noModel(path: string, { message }: NoModel): CommandError {
  return new CommandError(`${path} is no model's config.json: ${message}`);
}

async function print(path: string, flags: FromHfFlags, io: Io): Promise<ExitCode> {
  const { target, gpus } = await runSettings(flags, await findProject(io), io);
  const { name, config, tokens } = await readModelFiles(path, io);
  const translation = translate(config, { target, gpus, tokens: flags.vocab ?? tokens });
  if (flags.format === "json") await write(io.stdout, `${visibleJson(translationJson(translation), 2)}\n`);
  else {
    await write(io.stdout, configText(translation, name));
    for (const line of inexpressibleLines(translation.inexpressible)) say(io.stderr, `neox-config: ${line}`);
  }
  return translation.inexpressible.length === 0 ? EXIT.clean : EXIT.foundErrors;
}
