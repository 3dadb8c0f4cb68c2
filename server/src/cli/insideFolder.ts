import { existsSync, lstatSync, realpathSync, statSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { leavesFolder } from "../base/leavesFolder";
import { repositoryRoot } from "./ignoreFiles";

/** Whether an absolute path is a folder or lies in it; links are not followed. */
function isIn(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return !leavesFolder(below) && below !== path;
}

/** Whether a file lies in the repository that the command runs in, also when links are followed, or is absent. */
export async function liesInRepository(path: string, cwd: string): Promise<boolean> {
  const named = resolve(cwd, path);
  const top = await repositoryRoot(cwd);
  if (!isIn(named, top)) return false;
  const place = await placeOf(named);
  if (place === undefined) return !existsSync(named);
  return isIn(place, await realpath(top));
}

/** Undefined where nothing lies, and where a link leads to what has no name: a pipe of a process, by `/dev/fd`. */
function placeOf(named: string): Promise<string | undefined> {
  return realpath(named).catch(() => undefined);
}

/** Where a file really lies, and where it is looked for if it is absent: one file under whatever name. */
export function realPlace(path: string, cwd: string): string {
  const named = resolve(cwd, path);
  try {
    return realpathSync.native(named);
  } catch {
    return named;
  }
}

/** Where the files of one run lie, each asked for once: a thousand launches may name the same hundred. */
export class KnownPlaces {
  readonly #places = new Map<string, string>();
  readonly #inside = new Map<string, Promise<boolean>>();
  #top: Promise<string> | undefined;

  constructor(readonly cwd: string) {}

  of(path: string): string {
    const place = this.#places.get(path) ?? realPlace(path, this.cwd);
    this.#places.set(path, place);
    return place;
  }

  isInRepository(path: string): Promise<boolean> {
    const isInside = this.#inside.get(path) ?? liesInRepository(path, this.cwd);
    this.#inside.set(path, isInside);
    return isInside;
  }

  /** Whether there is a pipe, a device or a socket. */
  isSpecial(path: string): boolean {
    try {
      const found = statSync(resolve(this.cwd, path));
      return !found.isFile() && !found.isDirectory();
    } catch {
      return false;
    }
  }

  /** Whether there is a regular file as `placeInside` allows it. Throws what the system says of what cannot be seen. */
  async isOwnFile(path: string): Promise<boolean> {
    const named = resolve(this.cwd, path);
    const isLink = lstatSync(named).isSymbolicLink();
    if (!statSync(named).isFile()) return false;
    const folder = dirname(named);
    this.#top ??= repositoryRoot(this.cwd);
    const top = await this.#top;
    // What is no link lies where its folder does, and thousands lie in one.
    const place = isLink ? realpathSync.native(named) : join(this.of(folder), basename(named));
    return isIn(place, this.of(isIn(named, top) ? top : folder));
  }
}

/**
 * Where a file really lies or would lie, when its links stay in the repository that the command runs in; of a file that
 * is named elsewhere, in its own folder. Undefined where they lead out. Throws what the system says of an absent folder.
 */
export async function placeInside(path: string, cwd: string): Promise<string | undefined> {
  const named = resolve(cwd, path);
  const top = await repositoryRoot(cwd);
  const found = await placeOf(named);
  if (found === undefined && existsSync(named)) return undefined;
  const place = found ?? join(await realpath(dirname(named)), basename(named));
  const bound = await realpath(isIn(named, top) ? top : dirname(named));
  return isIn(place, bound) ? place : undefined;
}
