import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { folderPath } from "../base/folderPath";
import { IgnoreFiles, OWN_IGNORE_FILE, repositoryRoot } from "./ignoreFiles";
import { KnownPlaces } from "./insideFolder";
import { CommandError, type Io } from "./io";
import { isUnreadable, type Search, searchFolder, searchOf } from "./searchFolder";

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
    const search = await searchBy(name, io);
    const found =
      search === undefined
        ? await without([name], ignored.named, io)
        : await findFiles(search, ignored.found, io);
    for (const path of found) if (!files.has(path)) files.set(path, { path, isNamed: search === undefined });
  }
  return [...files.values()];
}

/** What a directory or a glob has one look for; undefined for a file. */
async function searchBy(name: string, io: Io): Promise<Search | undefined> {
  // What is empty is a variable that nobody set; a path without a name would begin at the root.
  if (name === "") throw new CommandError("a name is empty: . checks this folder");
  const kind = await kindOf(name, io);
  if (kind === "directory") return { folder: `${folderPath(name)}/`, glob: CONFIG_GLOB };
  return kind === "missing" ? searchOf(name) : undefined;
}

async function findFiles(search: Search, ignored: IgnoreFiles, io: Io): Promise<readonly string[]> {
  const pattern = `${search.folder}${search.glob}`;
  const found = await ownFiles(await searchFolder(search, io.cwd), io);
  if (found.length === 0) throw new CommandError(`no file matches ${pattern}`);
  const kept = await without(found.sort(), ignored, io);
  if (kept.length === 0)
    throw new CommandError(`every file that matches ${pattern} is ignored: --no-ignore checks them`);
  return kept;
}

/** Regular files, also behind links that stay in the repository, and what nobody can read, which is told then. */
async function ownFiles(paths: readonly string[], { cwd }: Io): Promise<string[]> {
  const own: string[] = [];
  const places = new KnownPlaces(cwd);
  for (const path of paths) if (await isOwnFile(path, places)) own.push(path);
  return own;
}

/** A link may lead in a circle, and a file may be gone between any two looks at it. */
async function isOwnFile(path: string, places: KnownPlaces): Promise<boolean> {
  try {
    return await places.isOwnFile(path);
  } catch {
    return isUnreadable(path);
  }
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
