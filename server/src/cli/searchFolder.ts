import { posix, relative, resolve, sep } from "node:path";
import { fdir } from "fdir";
import { globOf } from "../globs/glob";

/** Files to look for: below a folder, those whose path from there a glob matches. */
export interface Search {
  readonly folder: string;
  readonly glob: string;
}

/** What a glob asks for, in the deepest folder that it names; undefined of a name without wildcards. */
export function searchOf(name: string): Search | undefined {
  if (!/[*?[{]/.test(name)) return undefined;
  const folder = name.slice(0, name.lastIndexOf("/", name.search(/[*?[{\\]/)) + 1);
  return { folder, glob: name.slice(folder.length) };
}

/** A name that is not UTF-8 is read with this in place of what is none; no file is found by such a name. */
export function isUnreadable(path: string): boolean {
  return path.includes("\ufffd");
}

/** Never looked into: what is installed there is nobody's own. */
const FOREIGN = new Set(["node_modules", ".git"]);

/**
 * The paths, below the search's folder as it was named, of the files and links that it finds, and of folders whose names
 * cannot be read. Links to folders are not followed, and hidden files and folders are found where the glob names a hidden
 * one, as in a shell.
 */
export async function searchFolder({ folder, glob }: Search, cwd: string): Promise<string[]> {
  const findsHidden = /(?:^|\/)\./.test(glob);
  const isLeftOut = (name: string) => FOREIGN.has(name) || (!findsHidden && name.startsWith("."));
  const { matches } = globOf(glob, { braces: true });
  const top = resolve(cwd, folder);
  const unreadable: string[] = [];
  const mostFolders = glob.includes("**") ? Infinity : glob.split("/").length - 1;
  const isExcluded = (name: string, path: string) => {
    if (isLeftOut(name)) return true;
    const folders = relative(top, path).split(sep);
    if (isUnreadable(name) && folders.length <= mostFolders) unreadable.push(folders.join("/"));
    return isUnreadable(name);
  };
  const found = await new fdir()
    .withRelativePaths()
    .withPathSeparator("/")
    .withMaxDepth(mostFolders)
    .exclude(isExcluded)
    .filter((path) => !isLeftOut(posix.basename(path)) && matches(path))
    .crawl(top)
    .withPromise();
  return [...found, ...unreadable].map((path) => posix.join(folder, path));
}
