import type { FolderEntry } from "../../../protocol/launches";

/** Files and folders by URI: a disk, or what an editor can reach of another place. */
export interface FileSystem {
  /** The text of a file; undefined when it is absent, unreadable or larger than `LARGEST_FILE`. */
  read(uri: string): Promise<string | undefined>;
  /** What a folder holds; empty when it cannot be read. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** Where a file or folder really lies when links are followed; undefined when it is absent. */
  locate(uri: string): Promise<string | undefined>;
  /** Whether there is a file or a folder; also where that cannot be told. */
  exists(uri: string): Promise<boolean>;
}
