import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { nearestName } from "../arguments/suggestName";
import { PUBLISHED_NAMES, publishedModel } from "../huggingface/published";
import { parsePythonJson } from "../tokenizers/json";
import { readTokenizer } from "../tokenizers/readTokenizer";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { readExactFile } from "./configText";
import { CommandError, type Io } from "./io";

/** A model as it lies on the disk. */
export interface ModelFiles {
  /** Of its folder, or of the file where its folder says nothing. */
  readonly name: string;
  /** What its `config.json` says. */
  readonly config: unknown;
  /** Tokens of the tokenizer that lies beside it, where one can be read. */
  readonly tokens: number | undefined;
}

/** Files of a tokenizer beside a model, with the type by which NeoX reads them. */
const TOKENIZER_FILES = [
  ["tokenizer.json", "hftokenizer"],
  ["tokenizer.model", "spmtokenizer"],
] as const;

/**
 * Reads a `config.json`, or that of a folder; `-` is standard input. What is not there may be the name of a published
 * model. Throws a CommandError that says why not.
 */
export async function readModelFiles(path: string, io: Io): Promise<ModelFiles> {
  const found = await stat(resolve(io.cwd, path)).catch(() => undefined);
  if (found === undefined && path !== "-") return publishedFiles(path);
  const isFolder = found?.isDirectory() === true;
  const config = await (isFolder ? readConfigIn(path, io) : readModelConfig(path, io));
  const name = isFolder ? basename(resolve(io.cwd, path)) : path === "-" ? "config.json" : path;
  return { name, config, tokens: isFolder ? await tokensIn(resolve(io.cwd, path)) : undefined };
}

/** What nobody named may be a pipe that nobody writes into. */
async function readConfigIn(folder: string, io: Io): Promise<unknown> {
  const path = join(folder, "config.json");
  const found = await stat(resolve(io.cwd, path)).catch(() => undefined);
  if (found?.isFile() === false) throw new CommandError(`cannot read ${path}: it is no regular file`);
  return readModelConfig(path, io);
}

/** Of a published model its numbers lie in this package, as far as they are confirmed. */
function publishedFiles(name: string): ModelFiles {
  const config = publishedModel(name);
  if (config === "unconfirmed")
    throw new CommandError(`the numbers of ${name} are not confirmed here: download its config.json`);
  if (config !== undefined) return { name, config, tokens: undefined };
  const near = nearestName(name, PUBLISHED_NAMES);
  const instead = near === undefined ? "" : `. Did you mean ${near}?`;
  throw new CommandError(
    `cannot read ${name}: no such file, and no published model that is known here${instead}`,
  );
}

/** What the `config.json` at a path says; `-` is standard input. Throws a CommandError that says why not. */
export async function readModelConfig(path: string, io: Io): Promise<unknown> {
  const { text } = await readExactFile(path, io);
  const config = parsePythonJson(new TextEncoder().encode(text));
  if (config === undefined) throw new CommandError(`${path} is no JSON`);
  return config;
}

async function tokensIn(folder: string): Promise<number | undefined> {
  for (const [file, type] of TOKENIZER_FILES) {
    const places = { vocab_file: pathToFileURL(join(folder, file)).href };
    const read = await readTokenizer(nodeLoads.disk, places, {
      type,
      vocabFile: file,
      mergeFile: undefined,
    });
    if (read !== "unknown" && "tokenizer" in read) return read.tokenizer.size;
  }
  return undefined;
}
