import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { normalize, resolve } from "node:path";
import type { Readable } from "node:stream";
import { LARGEST_FILE } from "../../../protocol/launches";
import { ownValue } from "../base/ownValue";
import { deepyPaths } from "../launches/deepyPaths";
import type { ConfigWithText } from "../workspace/hostfiles";
import { readYaml } from "../yaml/read";
import type { YamlDocument } from "../yaml/tree";
import { CommandError, type Io, say } from "./io";

/** A config as read from disk, still without its meaning. */
export interface ConfigText {
  /** As given on the command line, with what `deepy.py` adds to it. */
  readonly path: string;
  readonly text: string;
}

const opened = new WeakMap<ConfigText, ConfigWithText>();

/** A config with what it says: read once, and one object for all, by which its settings are known again. */
export function openedConfig(config: ConfigText): ConfigWithText {
  const known = opened.get(config) ?? { ...config, document: readYaml(config.text) };
  opened.set(config, known);
  return known;
}

/** What a text says, read once. */
export function documentOf(config: ConfigText): YamlDocument {
  return openedConfig(config).document;
}

/** Whether a file's name is that of a config. */
export function isConfigName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name);
}

/**
 * Texts, of which those that the launch before had as well are not read again as YAML: with the same name they are its own,
 * by which their settings are known too.
 */
export function readOnce(texts: readonly ConfigText[], before: readonly ConfigText[]): readonly ConfigText[] {
  const byText = new Map(before.map((each) => [each.text, each]));
  return texts.map((own) => {
    const same = before.find(({ path, text }) => path === own.path && text === own.text);
    const alike = byText.get(own.text);
    if (same === undefined && alike !== undefined) opened.set(own, { ...own, document: documentOf(alike) });
    return same ?? own;
  });
}

/** The name that stands for standard input, among the files and in findings. */
export const STDIN_NAME = "-";
const STDIN_PATH = "<stdin>";

/** Where `deepy.py` looks for a config: one place for all spellings of its name. */
export function launchPlace(name: string, confDir: string | undefined): string {
  return normalize(deepyPaths([name], confDir).join());
}

/** Where a config is read that is named as for `deepy.py`, and where in its place if nothing is there. */
function placesOf(name: string, confDir: string | undefined): readonly [path: string, given: string] {
  const [path = name] = deepyPaths([name], confDir);
  return [path, path.endsWith(name) ? path : path.slice(0, -".yml".length)];
}

/** Where a config would be read that is named as for `deepy.py`. */
export function placeToRead(name: string, confDir: string | undefined, { cwd }: Pick<Io, "cwd">): string {
  const [path, given] = placesOf(name, confDir);
  return existsSync(resolve(cwd, path)) ? path : given;
}

/** Reads a config that is named as for `deepy.py`; `-` is standard input. Throws a CommandError that says why not. */
export async function readLaunchFile(name: string, confDir: string | undefined, io: Io): Promise<ConfigText> {
  if (name === STDIN_NAME) return readStdin(io);
  const [path, given] = placesOf(name, confDir);
  try {
    return { path, text: await readConfigText(path, io) };
  } catch (error) {
    if (path === given || !isMissing(error)) throw readable(error, path);
  }
  return readUnsuffixed(given, path, io);
}

/** The name as it stands, for a file that `deepy.py` itself would not find. */
async function readUnsuffixed(given: string, suffixed: string, io: Io): Promise<ConfigText> {
  try {
    const text = await readConfigText(given, io);
    say(io.stderr, `note: deepy.py looks for ${suffixed}, so ${given} needs a name that ends in .yml`);
    return { path: given, text };
  } catch (error) {
    if (isMissing(error)) throw new CommandError(`cannot read ${suffixed}: no such file`);
    throw readable(error, given);
  }
}

/** Reads a config by its exact name. Throws a CommandError that says why not. */
export async function readExactFile(path: string, io: Io): Promise<ConfigText> {
  if (path === STDIN_NAME) return readStdin(io);
  try {
    return { path, text: await readConfigText(path, io) };
  } catch (error) {
    throw readable(error, path);
  }
}

async function readStdin(io: Io): Promise<ConfigText> {
  try {
    return { path: STDIN_PATH, text: decodeConfig(await readBytes(io.stdin, STDIN_PATH), STDIN_PATH) };
  } catch (error) {
    throw readable(error, STDIN_PATH);
  }
}

async function readConfigText(path: string, io: Io): Promise<string> {
  const place = resolve(io.cwd, path);
  const found = statSync(place);
  // A file at once, as the command has nothing else to do meanwhile; a pipe as it comes.
  const isSmall = found.isFile() && found.size <= MOST_BYTES;
  const bytes = isSmall ? readFileSync(place) : await readBytes(createReadStream(place), path);
  return decodeConfig(bytes, path);
}

/** More bytes than this are a checkpoint or a data set that was named by mistake. */
const MOST_BYTES = LARGEST_FILE;

/** Reads to the end. Throws a CommandError for what is too much, and the system's error for what cannot be read. */
async function readBytes(stream: Readable, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > MOST_BYTES)
      throw new CommandError(`${path} is larger than ${MOST_BYTES / 1e6} megabytes, so it is no config`);
  }
  return Buffer.concat(chunks);
}

/** UTF-8, as Python's `open` reads on a cluster; a byte order mark stays, for PyYAML skips it. */
export function decodeConfig(bytes: Uint8Array, path: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new CommandError(
      `${path} is UTF-16 text, and NeoX reads UTF-8: iconv -f UTF-16 -t UTF-8 converts it`,
    );
  if (bytes.includes(0)) throw new CommandError(`${path} is a binary file, not a YAML config`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError(`${path} is not UTF-8 text, so Python cannot read it`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  // A name with a zero in it.
  ERR_INVALID_ARG_VALUE: "no such file",
  EEXIST: "there is something of this name already",
  EISDIR: "it is a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its symbolic links lead in a circle",
  EROFS: "it is on a disk that is only read",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "it would grow larger than is allowed",
  EIO: "the disk fails",
};

/** The error in words for whoever typed the path. */
export function readable(error: unknown, path: string): CommandError {
  return error instanceof CommandError ? error : new CommandError(`cannot read ${path}: ${reasonOf(error)}`);
}

/** What the system says, in words. */
export function reasonOf(error: unknown): string {
  return ownValue(REASONS, codeOf(error) ?? "") ?? (error instanceof Error ? error.message : String(error));
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
