import { posix, resolve } from "node:path";
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

/** Never looked into: what is installed there is nobody's own. */
const FOREIGN = new Set(["node_modules", ".git"]);

/**
 * The paths, below the search's folder as it was named, of the files and links that it finds. Links to folders are not
 * followed, and hidden files and folders are found where the glob names a hidden one, as in a shell.
 */
export async function searchFolder({ folder, glob }: Search, cwd: string): Promise<string[]> {
  const findsHidden = /(?:^|\/)\./.test(glob);
  const isLeftOut = (name: string) => FOREIGN.has(name) || (!findsHidden && name.startsWith("."));
  const { matches } = globOf(glob, { braces: true });
  const found = await new fdir()
    .withRelativePaths()
    .withPathSeparator("/")
    .withMaxDepth(glob.includes("**") ? Infinity : glob.split("/").length - 1)
    .exclude(isLeftOut)
    .filter((path) => !isLeftOut(posix.basename(path)) && matches(path))
    .crawl(resolve(cwd, folder))
    .withPromise();
  return found.map((path) => posix.join(folder, path));
}
