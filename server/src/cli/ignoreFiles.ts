import { stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { leavesFolder } from "../base/leavesFolder";
import type { Effort } from "../globs/glob";
import { effortForPath, IgnoreRules } from "../globs/ignoreRules";
import { readRegularFile } from "../workspace/node/readRegularFile";
import { CommandError } from "./io";

/** Like `.gitignore`, for configs that Git keeps and nobody checks. */
export const OWN_IGNORE_FILE = ".neox-configignore";

/** Rules, and characters of paths that they look at, for all files of a run: a thousand rules for 30,000 files. */
const MOST_EFFORT = 30_000_000;

/** Ignore files of some names, in every folder from `top` down to the file in question, as Git reads them. */
export class IgnoreFiles {
  readonly #rules = new Map<string, Promise<IgnoreRules>>();
  readonly #folders = new Map<string, Promise<boolean>>();
  #left = MOST_EFFORT;

  /** `top` is absolute; nothing outside of it is ignored. */
  constructor(
    readonly top: string,
    readonly names: readonly string[],
  ) {}

  /** Whether a file, by its absolute path, is to be left alone. Throws a CommandError where that would take too long. */
  async ignores(path: string): Promise<boolean> {
    const below = relative(this.top, path);
    if (leavesFolder(below) || below === path) return false;
    return (await this.#ignoresFolder(dirname(path))) || (await this.#isExcluded(path, ""));
  }

  /** In an ignored folder, nothing can be taken back. */
  #ignoresFolder(folder: string): Promise<boolean> {
    const known = this.#folders.get(folder) ?? this.#judgeFolder(folder);
    this.#folders.set(folder, known);
    return known;
  }

  async #judgeFolder(folder: string): Promise<boolean> {
    if (folder === this.top) return false;
    return (await this.#ignoresFolder(dirname(folder))) || (await this.#isExcluded(folder, "/"));
  }

  async #isExcluded(path: string, suffix: "" | "/"): Promise<boolean> {
    const effort = effortForPath();
    const before = effort.left;
    const isExcluded = await this.#saidOf(path, suffix, effort);
    this.#left -= before - effort.left;
    if (this.#left < 0)
      throw new CommandError(
        "the ignore files have too many rules for so many files: name a folder of them, or check all with --no-ignore",
      );
    return isExcluded ?? false;
  }

  /** What the file nearest to `path` says that says anything. */
  async #saidOf(path: string, suffix: "" | "/", effort: Effort): Promise<boolean | undefined> {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const name = relative(folder, path).split(sep).join("/");
      const ignored = (await this.#rulesIn(folder)).ignores(name, suffix === "/", effort);
      if (ignored !== undefined || folder === this.top) return ignored;
    }
  }

  #rulesIn(folder: string): Promise<IgnoreRules> {
    const known = this.#rules.get(folder) ?? readRules(folder, this.names);
    this.#rules.set(folder, known);
    return known;
  }
}

/** In bytes; a larger one is left out. */
const LARGEST_IGNORE_FILE = 1_000_000;

async function readRules(folder: string, names: readonly string[]): Promise<IgnoreRules> {
  return new IgnoreRules(names.map((name) => readRegularFile(join(folder, name), LARGEST_IGNORE_FILE) ?? ""));
}

/** The root of the Git repository that a folder is in; the folder itself when it is in none. */
export async function repositoryRoot(folder: string): Promise<string> {
  for (let root = folder; ; root = dirname(root)) {
    if (await isRepository(root)) return root;
    if (dirname(root) === root) return folder;
  }
}

/** Whether a folder is the root of a Git repository. */
export async function isRepository(folder: string): Promise<boolean> {
  return stat(join(folder, ".git")).then(
    () => true,
    () => false,
  );
}
