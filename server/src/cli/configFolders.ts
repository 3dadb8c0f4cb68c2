import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Which files lie where a gpt-neox keeps its configs; each folder is looked at once. */
export class ConfigFolders {
  readonly #known = new Map<string, Promise<boolean>>();

  /** Whether an absolute path is below the `configs` folder of a gpt-neox. */
  has(path: string): Promise<boolean> {
    const folder = dirname(path);
    if (folder === path) return Promise.resolve(false);
    const known = this.#known.get(folder) ?? this.#holdsConfigs(folder);
    this.#known.set(folder, known);
    return known;
  }

  async #holdsConfigs(folder: string): Promise<boolean> {
    const isOfNeox =
      /[/\\]configs$/.test(folder) && (await isFolder(join(folder, "../megatron/neox_arguments")));
    return isOfNeox || this.has(folder);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
