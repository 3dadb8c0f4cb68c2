import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { CommandError, type Io } from "./io";

/** A file to check by itself. */
export interface NamedFile {
  readonly path: string;
  /** Named as it is, perhaps by a glob of the shell; else found by a glob of ours or in a directory. */
  readonly isNamed: boolean;
}

const CONFIG_GLOB = "**/*.{yml,yaml}";

/** The files that names, globs and directories mean: in their order, those of one glob sorted, each file once. */
export async function expandNames(names: readonly string[], io: Io): Promise<readonly NamedFile[]> {
  const files = new Map<string, NamedFile>();
  for (const name of names)
    for (const file of await expandName(name, io)) if (!files.has(file.path)) files.set(file.path, file);
  return [...files.values()];
}

async function expandName(name: string, io: Io): Promise<readonly NamedFile[]> {
  const kind = await kindOf(name, io);
  if (kind === "file" || (kind === "missing" && !isDynamicPattern(name)))
    return [{ path: name, isNamed: true }];
  const pattern = kind === "directory" ? `${name.replace(/\/+$/, "")}/${CONFIG_GLOB}` : name;
  const found = await glob([pattern], { cwd: io.cwd, ignore: ["**/node_modules/**", "**/.git/**"] });
  if (found.length === 0) throw new CommandError(`no file matches ${pattern}`);
  return found.sort().map((path) => ({ path, isNamed: false }));
}

async function kindOf(name: string, io: Io): Promise<"file" | "directory" | "missing"> {
  try {
    return (await stat(resolve(io.cwd, name))).isDirectory() ? "directory" : "file";
  } catch {
    return "missing";
  }
}
