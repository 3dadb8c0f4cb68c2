import type { FolderEntry } from "../../../protocol/launches";
import { Recent } from "../base/recent";
import type { FileSystem } from "./fileSystem";

export interface Reach {
  /** The text of a file that is open in the editor: it counts, saved or not. */
  openText(uri: string): string | undefined;
  /** Whether this file or folder may be read at all. */
  allows(uri: string): Promise<boolean>;
}

/** In characters; of texts that are kept, with their names. What was asked for last stays. */
const MOST_KEPT = 50_000_000;

/**
 * Files as the editor sees them: open texts first, the others read once until they change. One that the editor or a
 * remote place fails to give is as good as absent.
 */
export class CachedFiles implements FileSystem {
  private readonly texts = new Recent<string | undefined>(
    MOST_KEPT,
    (text, uri) => uri.length + (text?.length ?? 0),
  );
  private readonly known = new Map<string, Promise<boolean>>();

  constructor(
    private readonly files: FileSystem,
    private readonly reach: Reach,
  ) {}

  async read(uri: string): Promise<string | undefined> {
    return this.reach.openText(uri) ?? this.readSaved(uri);
  }

  /** What lies on the disk, also of a file that is open. */
  async readSaved(uri: string): Promise<string | undefined> {
    return this.texts.get(uri, () => this.readAllowed(uri).catch(() => undefined));
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    return (await this.reach.allows(folder)) ? this.files.list(folder).catch(() => []) : [];
  }

  locate(uri: string): Promise<string | undefined> {
    return this.files.locate(uri);
  }

  /** What may not be looked at counts as there. */
  async exists(uri: string): Promise<boolean> {
    const exists = this.known.get(uri) ?? this.existsOrHidden(uri).catch(() => true);
    this.known.set(uri, exists);
    return exists;
  }

  forget(uri: string): void {
    this.texts.delete(uri);
    this.known.clear();
  }

  forgetAll(): void {
    this.known.clear();
    this.texts.clear();
  }

  private async existsOrHidden(uri: string): Promise<boolean> {
    return !(await this.reach.allows(uri)) || this.files.exists(uri);
  }

  private async readAllowed(uri: string): Promise<string | undefined> {
    return (await this.reach.allows(uri)) ? this.files.read(uri) : undefined;
  }
}
