import { statSync } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { escapePath, glob, isDynamicPattern } from "tinyglobby";
import { folderPath } from "../base/folderPath";
import { IgnoreFiles, OWN_IGNORE_FILE, repositoryRoot } from "./ignoreFiles";
import { placeInside } from "./insideFolder";
import { CommandError, type Io } from "./io";

/** A file to check by itself. */
export interface NamedFile {
  readonly path: string;
  /** Named as it is, perhaps by a glob of the shell; else found by a glob of ours or in a directory. */
  readonly isNamed: boolean;
}

const CONFIG_GLOB = "**/*.{yml,yaml}";

/**
 * The files that names, globs and directories mean: in their order, those of one glob sorted, each file once.
 * What `.neox-configignore` excludes is left out, and of what was not named, what `.gitignore` excludes.
 */
export async function expandNames(
  names: readonly string[],
  io: Io,
  obeysIgnoreFiles = true,
): Promise<readonly NamedFile[]> {
  const top = await repositoryRoot(io.cwd);
  const ignored = {
    named: new IgnoreFiles(top, obeysIgnoreFiles ? [OWN_IGNORE_FILE] : []),
    found: new IgnoreFiles(top, obeysIgnoreFiles ? [".gitignore", OWN_IGNORE_FILE] : []),
  };
  const files = new Map<string, NamedFile>();
  for (const name of names) {
    const pattern = await patternOf(name, io);
    const found =
      pattern === undefined
        ? await without([name], ignored.named, io)
        : await findFiles(pattern, ignored.found, io);
    for (const path of found) if (!files.has(path)) files.set(path, { path, isNamed: pattern === undefined });
  }
  return [...files.values()];
}

/** The glob that a name means; undefined for a file. */
async function patternOf(name: string, io: Io): Promise<string | undefined> {
  const kind = await kindOf(name, io);
  if (kind === "directory") return `${escapePath(folderPath(name))}/${CONFIG_GLOB}`;
  return kind === "missing" && isDynamicPattern(name) ? name : undefined;
}

async function findFiles(pattern: string, ignored: IgnoreFiles, io: Io): Promise<readonly string[]> {
  const named = await glob([pattern], {
    cwd: io.cwd,
    ignore: ["**/node_modules/**", "**/.git/**"],
    followSymbolicLinks: false,
  });
  const found = await ownFiles(named, io);
  if (found.length === 0) throw new CommandError(`no file matches ${pattern}`);
  const kept = await without(found.sort(), ignored, io);
  if (kept.length === 0)
    throw new CommandError(`every file that matches ${pattern} is ignored: --no-ignore checks them`);
  return kept;
}

/** Regular files, also behind links that stay in the repository. */
async function ownFiles(paths: readonly string[], { cwd }: Io): Promise<string[]> {
  const own: string[] = [];
  for (const path of paths)
    if (statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isFile() && (await placeInside(path, cwd)))
      own.push(path);
  return own;
}

async function without(paths: readonly string[], ignored: IgnoreFiles, io: Io): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const path of paths) if (!(await ignored.ignores(resolve(io.cwd, path)))) kept.push(path);
  return kept;
}

async function kindOf(name: string, io: Io): Promise<"file" | "directory" | "missing"> {
  try {
    return (await stat(resolve(io.cwd, name))).isDirectory() ? "directory" : "file";
  } catch {
    return "missing";
  }
}
