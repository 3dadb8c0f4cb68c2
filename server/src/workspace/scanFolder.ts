import { othersTurn } from "../base/slices";
import type { FileSystem } from "./fileSystem";
import { mayTellLaunch } from "./foundLaunches";
import { resolveUri } from "./uris";

/** What a look through a folder found, by URI. */
export interface Scan {
  /** Scripts and configs, which may tell of launches. */
  readonly tellers: readonly string[];
  /** Folders that hold a gpt-neox. */
  readonly checkouts: readonly string[];
  /** The folders that were looked through. */
  readonly folders: readonly string[];
  /** Whether the folder is too large, so that some of it was left out. */
  readonly isCut: boolean;
}

/** Beyond these a workspace is not searched; what the project file names is found all the same. */
const MOST_FOLDERS = 2000;
const MOST_TELLERS = 1000;
const DEEPEST = 10;

/** Names that are looked at before others have their turn: a folder of data holds a hundred thousand. */
const ENTRIES_IN_A_TURN = 5000;

/** Folders whose files nobody starts a launch from. */
const SKIPPED = /^(\..*|node_modules|__pycache__|venv|env|site-packages|wandb|.*\.egg-info)$/;

/** Whether a folder of this name is looked through. */
export function isSearched(name: string): boolean {
  return !SKIPPED.test(name);
}

/** Looks through a folder, what is nearest to its top first. */
export async function scanFolder(top: string, files: Pick<FileSystem, "list">): Promise<Scan> {
  const tellers: string[] = [];
  const folders = [{ folder: top, depth: 0 }];
  let isCut = false;
  for (const { folder, depth } of folders) {
    for (const [index, { name, kind }] of (await files.list(folder)).entries()) {
      if (index % ENTRIES_IN_A_TURN === ENTRIES_IN_A_TURN - 1) await othersTurn();
      if (kind === "file" ? !mayTellLaunch(name) : !isSearched(name)) continue;
      if (kind === "file" && tellers.length < MOST_TELLERS) tellers.push(resolveUri(folder, name));
      else if (kind === "folder" && depth < DEEPEST && folders.length < MOST_FOLDERS)
        folders.push({ folder: resolveUri(folder, name), depth: depth + 1 });
      else isCut = true;
    }
  }
  const checkouts = folders.flatMap(
    ({ folder }) => /^(.*)\/megatron\/neox_arguments$/.exec(folder)?.[1] ?? [],
  );
  return { tellers, checkouts, folders: folders.map(({ folder }) => folder), isCut };
}
