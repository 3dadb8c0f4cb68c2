import { inSlices } from "../base/slices";
import { PROJECT_FILE, type ReadProject, readProject } from "../launches/project";
import { readingYaml } from "../yaml/read";
import type { FileSystem } from "./fileSystem";
import { resolveUri } from "./uris";

const NO_PROJECT: ReadProject = { project: { launches: [], rules: {}, arguments: [] }, problems: [] };

/** The project files of the workspace's folders, each read again only when its text differs. */
export class Projects {
  private readonly known = new Map<string, { readonly text: string; readonly read: ReadProject }>();

  constructor(private readonly files: FileSystem) {}

  /** What the project file of a folder says; nothing where there is none. */
  async of(folder: string | undefined): Promise<ReadProject> {
    const uri = folder === undefined ? undefined : projectFileOf(folder);
    const text = uri === undefined ? undefined : await this.files.read(uri);
    if (uri === undefined || text === undefined) return NO_PROJECT;
    const known = this.known.get(uri);
    if (known?.text === text) return known.read;
    const read = readProject(await inSlices(readingYaml(text)));
    this.known.set(uri, { text, read });
    return read;
  }
}

export function projectFileOf(folder: string): string {
  return resolveUri(folder, PROJECT_FILE);
}
