import type { FileSystem } from "./fileSystem";
import { mayTellLaunch } from "./foundLaunches";
import { resolveUri } from "./uris";

/** What a look through a folder found, by URI. */
export interface Scan {
  /** Scripts and configs, which may tell of launches. */
  readonly tellers: readonly string[];
  /** Folders that hold a gpt-neox. */
  readonly checkouts: readonly string[];
}

/** Beyond these a workspace is not searched; what the project file names is found all the same. */
const MOST_FOLDERS = 2000;
const MOST_TELLERS = 1000;
const DEEPEST = 10;

const SKIPPED = /^(\..*|node_modules|__pycache__|venv|env|site-packages|wandb|.*\.egg-info)$/;

/** Looks through a folder, what is nearest to its top first. */
export async function scanFolder(top: string, files: FileSystem): Promise<Scan> {
  const tellers: string[] = [];
  const checkouts: string[] = [];
  const queue = [{ folder: top, depth: 0 }];
  for (const { folder, depth } of queue) {
    for (const { name, kind } of await files.list(folder)) {
      const uri = resolveUri(folder, name);
      if (kind === "file") {
        if (mayTellLaunch(name) && tellers.length < MOST_TELLERS) tellers.push(uri);
      } else if (!SKIPPED.test(name) && depth < DEEPEST && queue.length < MOST_FOLDERS) {
        queue.push({ folder: uri, depth: depth + 1 });
        const [, checkout] = /^(.*)\/megatron\/neox_arguments$/.exec(uri) ?? [];
        if (checkout !== undefined) checkouts.push(checkout);
      }
    }
  }
  return { tellers, checkouts };
}
