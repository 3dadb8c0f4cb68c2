import type { FolderEntry, LaunchCandidate } from "../../../protocol/launches";
import { inSlices } from "../base/slices";
import type { Steps } from "../base/steps";
import { type LoadRequests, type Loads, NO_LOADS } from "../launch/loads";
import { mergingSettings } from "../launch/settings";
import type { Target } from "../launch/target";
import type { Project, ProjectProblem } from "../launches/project";
import { ByFolder } from "./byFolder";
import { CachedFiles } from "./cachedFiles";
import { candidatesFor, type LaunchSources } from "./candidates";
import { Checkouts } from "./checkouts";
import { ConfigFiles, type TextFile } from "./configFiles";
import type { FileSystem } from "./fileSystem";
import { FolderIndex } from "./folderIndex";
import { type FoundLaunch, isConfigName, isYamlName, lookingForLaunches } from "./foundLaunches";
import { Hostfiles } from "./hostfiles";
import type { LoadSource } from "./keptParts";
import { LaunchLoads } from "./launchLoads";
import { lookAtNamedFiles, type NamedByLaunch, type NamedFileSources } from "./namedByLaunch";
import type { NamesInAll } from "./namesInAll";
import { projectProblems } from "./projectProblems";
import { Projects, projectFileOf } from "./projects";
import { isSearched, scanFolder } from "./scanFolder";
import { type TargetEvents, Targets } from "./targets";
import { isBelow, nameOf, normalUri, folderOf as parentOf, resolveUri, shownPath } from "./uris";

/** A text in the editor, under the URI that the editor gives it. */
export interface OpenText {
  readonly uri: string;
  getText(): string;
}

/** What the editor tells about its workspace. */
export interface Surroundings {
  /** The folders of the workspace, by their normal URIs. */
  folders(): readonly string[];
  /** The texts that are open, by their normal URIs. */
  readonly openTexts: ReadonlyMap<string, OpenText>;
  /** Whether files outside of the folders may be read. */
  readonly isTrusted: boolean;
}

export interface WorkspaceEvents extends TargetEvents {
  /** The search through a folder has found something. */
  searched(): void;
}

/** What the user set in the editor for one config. */
export interface EditorSettings {
  readonly target: string;
  readonly gpus: number | null;
  /** Where launches run; relative to the workspace folder, or empty for the folder itself. */
  readonly launchDirectory: string;
}

/** Everything about the run of one config that is not in its own text. */
export interface Run extends NamedByLaunch {
  readonly launch: LaunchCandidate;
  /** All launches that the config belongs to; the one that is active is among them. */
  readonly candidates: readonly LaunchCandidate[];
  /** Whether the config lies in the `configs` folder of a gpt-neox of the workspace. */
  readonly isAmongConfigs: boolean;
  /** The launch's files in order. */
  readonly files: readonly TextFile[];
  readonly target: Target;
  readonly gpus?: number;
  /** Whether a setting or the project file names the folder in which the launch runs. */
  readonly isFolderNamed: boolean;
  readonly project: Project;
}

/** How a run is asked for. */
interface RunOptions {
  /** The id of the launch. */
  readonly wanted?: string | undefined;
  /** What all launches name that are asked for together. */
  readonly names?: NamesInAll;
}

export interface ProjectFile {
  readonly file: TextFile;
  readonly problems: readonly ProjectProblem[];
}

/** The names of the files in folders, by the folders' URIs. */
export type Listings = Map<string, Promise<ReadonlySet<string>>>;

/** Reads the files of a launch and what they set together. */
function* readingAll(files: readonly TextFile[]): Steps<void> {
  for (const file of files) yield* file.reading();
  yield* mergingSettings(files);
}

/** So many files of a folder are looked at to tell what kind it is. */
const MOST_BESIDE = 20;

/** Which launch a config belongs to, and with which NeoX and how many GPUs it runs. */
export class Workspace {
  private readonly configs = new ConfigFiles((uri) => this.isOpen(normalUri(uri)));
  private readonly files: CachedFiles;
  private readonly projects: Projects;
  private readonly checkouts: Checkouts;
  private readonly targets: Targets;
  private readonly hostfiles: Hostfiles;
  private readonly loads: LaunchLoads;
  private indexes = new ByFolder<FolderIndex>();
  private folders: { readonly uris: readonly string[]; readonly byFolder: ByFolder<string> } | undefined;
  /** The launches that open texts tell of. */
  private readonly told = new Map<
    string,
    { readonly text: string; readonly launches: readonly FoundLaunch[] }
  >();
  /** The launch that the user chose, by config. */
  private readonly chosen = new Map<string, string>();

  constructor(
    files: FileSystem,
    private readonly surroundings: Surroundings,
    private readonly tell: WorkspaceEvents,
    loadSource?: LoadSource,
  ) {
    this.files = new CachedFiles(files, {
      openText: (uri) => surroundings.openTexts.get(uri)?.getText(),
      allows: async (uri) => surroundings.isTrusted || this.liesInside(uri),
    });
    this.projects = new Projects(this.files);
    this.checkouts = new Checkouts(this.files);
    this.targets = new Targets(this.checkouts, tell);
    this.hostfiles = new Hostfiles(this.files);
    this.loads = new LaunchLoads(loadSource, () => tell.searched());
  }

  /** After a text was closed: what its file says counts again, which may be another than the text or the file before. */
  async closed(uri: string): Promise<void> {
    const file = normalUri(uri);
    this.configs.forget(uri);
    this.files.forget(file);
    this.told.delete(file);
    if (await this.toldAnew(file)) this.tell.searched();
  }

  /** Looks again at what a file tells; whether it tells of launches now, or did before. */
  private async toldAnew(file: string): Promise<boolean> {
    const tells = (index: FolderIndex) => index.launches.some(({ from }) => from === file);
    const indexes = [...this.indexes.holding(file)];
    const before = indexes.some(tells);
    await Promise.all(indexes.map((index) => index.update(file)));
    return before || indexes.some(tells);
  }

  /** An open text as a config: the same for as long as the text stays. */
  fileOf(uri: string, text: string): TextFile {
    return this.configs.of(uri, text);
  }

  /** Whether a name is that of a NeoX, as the setting would take it for this config. */
  async namesTarget(name: string, config: string | null): Promise<boolean> {
    const folder = config === null ? undefined : this.folderOf(normalUri(config));
    return (await this.targets.named(name, folder)) !== undefined;
  }

  /** The active launch of a config, still without its texts. */
  async activeLaunch(uri: string): Promise<LaunchCandidate> {
    const config = normalUri(uri);
    const candidates = await candidatesFor(config, await this.sourcesFor(config), this.files);
    return this.active(candidates, this.chosen.get(config));
  }

  /** The run of a config in its active launch, or in another. */
  async runOf(uri: string, settings: EditorSettings, { wanted, names }: RunOptions = {}): Promise<Run> {
    const config = normalUri(uri);
    const sources = await this.sourcesFor(config);
    const { folder, project, checkouts } = sources;
    const candidates = await candidatesFor(config, sources, this.files);
    const launch = this.active(candidates, wanted ?? this.chosen.get(config));
    const files = await this.read(launch);
    const namedDirectory = settings.launchDirectory || project.launchDirectory;
    const launchFolder = folder && resolveUri(folder, namedDirectory || ".");
    await inSlices(readingAll(files));
    const looks: NamedFileSources = {
      hostsOf: (configs, runsIn) => this.hostfiles.of(configs, runsIn),
      exists: (path) => this.mayExist(path),
      loadsOf: (runsIn, requests) => this.loadsOf(runsIn, requests),
    };
    const isLookedAt = names?.next(this.relativePath(uri)) ?? true;
    const named = await lookAtNamedFiles(
      files,
      isLookedAt ? launchFolder : undefined,
      names?.within(looks) ?? looks,
    );
    const gpus = launch.gpus ?? settings.gpus ?? project.gpus;
    const target = await this.targets.of({
      config,
      folder,
      setting: settings.target,
      project: project.neox,
      checkouts,
    });
    return {
      launch,
      candidates,
      isAmongConfigs: checkouts.some((checkout) => isBelow(config, `${checkout}/configs`)),
      files,
      target,
      ...(gpus !== undefined && { gpus }),
      ...named,
      isFolderNamed: Boolean(namedDirectory),
      project,
    };
  }

  /** Looks through all folders, each once; what that finds has been told when this is done. */
  async search(): Promise<void> {
    await Promise.all(this.surroundings.folders().map((folder) => this.indexOf(folder).fill()));
  }

  /** The YAML files of all folders, and whether some were left out because there are too many. */
  async yamlFiles(): Promise<{ readonly uris: readonly string[]; readonly isCut: boolean }> {
    // The launches that scripts tell of are to be known when the files are checked.
    await this.search();
    const folders = this.surroundings.folders();
    const scans = await Promise.all(folders.map((folder) => scanFolder(folder, this.files)));
    const uris = scans.flatMap(({ tellers }) => tellers.filter(isYamlName));
    return { uris: [...new Set(uris)], isCut: scans.some(({ isCut }) => isCut) };
  }

  /**
   * The first of these paths that exists, from the config's workspace folder or beside it. Who asks for many hands on
   * the `listings` of their folders.
   */
  async existing(
    config: string,
    paths: readonly string[],
    listings: Listings = new Map(),
  ): Promise<string | undefined> {
    const uri = normalUri(config);
    const folder = this.folderOf(uri);
    const bases = [...(folder === undefined ? [] : [folder]), parentOf(uri)];
    for (const path of paths.flatMap((each) => bases.map((base) => resolveUri(base, each))))
      if (await this.isFile(path, listings)) return path;
    return undefined;
  }

  /** The file that a path means from the folder of `uri`; undefined where there is none. */
  async existingBeside(
    uri: string,
    path: string,
    listings: Listings = new Map(),
  ): Promise<string | undefined> {
    const file = resolveUri(parentOf(normalUri(uri)), path);
    return (await this.isFile(file, listings)) ? file : undefined;
  }

  private async isFile(uri: string, listings: Listings): Promise<boolean> {
    // A folder may be large, and most names that are looked for are not there.
    if (!(await this.files.exists(uri))) return false;
    const folder = parentOf(uri);
    const names = listings.get(folder) ?? this.fileNames(folder);
    listings.set(folder, names);
    return (await names).has(nameOf(uri));
  }

  private async fileNames(folder: string): Promise<ReadonlySet<string>> {
    const entries = await this.files.list(folder);
    return new Set(entries.filter(({ kind }) => kind === "file").map(({ name }) => name));
  }

  /** The folders and the files that may be configs in a folder, by its path from the folder of `uri`; sorted by name. */
  async configsIn(uri: string, folder: string): Promise<readonly FolderEntry[]> {
    const entries = await this.files.list(resolveUri(parentOf(normalUri(uri)), folder));
    const wanted = entries.filter(({ name, kind }) =>
      kind === "file" ? isConfigName(name) : isSearched(name),
    );
    return wanted.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The texts of some YAML files beside a file, one after the other, as far as they are asked for. */
  async *yamlBeside(uri: string): AsyncGenerator<TextFile> {
    const own = normalUri(uri);
    const folder = parentOf(own);
    const entries = await this.files.list(folder);
    const names = entries.filter(({ name, kind }) => kind === "file" && isYamlName(name));
    for (const { name } of names.slice(0, MOST_BESIDE)) {
      const beside = resolveUri(folder, name);
      const text = beside === own ? undefined : await this.files.read(beside);
      if (text !== undefined) yield this.configs.of(this.shownUri(beside), text);
    }
  }

  /** The URI that the editor gives a file. */
  shownUri(uri: string): string {
    return this.surroundings.openTexts.get(uri)?.uri ?? uri;
  }

  /** Makes a launch the active one of all its files. */
  choose(launch: LaunchCandidate): void {
    for (const file of launch.files) this.chosen.set(file, launch.id);
  }

  /** The project file with this URI and what is wrong in it; undefined for any other file. */
  async projectFile(uri: string): Promise<ProjectFile | undefined> {
    const folder = this.projectFolderOf(uri);
    if (folder === undefined) return undefined;
    const text = await this.files.read(projectFileOf(folder));
    if (text === undefined) return undefined;
    const file = this.configs.of(uri, text);
    const document = await inSlices(file.reading());
    return { file, problems: await projectProblems(document, folder, this.files, this.targets) };
  }

  /** The project files of all folders, whether they exist or not. */
  *projectFiles(): Iterable<string> {
    for (const folder of this.surroundings.folders()) yield projectFileOf(folder);
  }

  /** Whether it is the project file of one of the folders. */
  isProjectFile(uri: string): boolean {
    return this.projectFolderOf(uri) !== undefined;
  }

  private projectFolderOf(uri: string): string | undefined {
    const normal = normalUri(uri);
    const folder = this.folderOf(normal);
    return folder !== undefined && normal === projectFileOf(folder) ? folder : undefined;
  }

  isOpen(uri: string): boolean {
    return this.surroundings.openTexts.has(uri);
  }

  /** Of nested folders of the workspace the innermost. */
  folderOf(uri: string): string | undefined {
    const [folder] = this.byFolder.holding(uri);
    return folder;
  }

  private get byFolder(): ByFolder<string> {
    const uris = this.surroundings.folders();
    if (this.folders?.uris !== uris)
      this.folders = { uris, byFolder: new ByFolder(uris.map((folder) => [folder, folder])) };
    return this.folders.byFolder;
  }

  /** The path below the folder that holds it, as a person would write it; the whole path where none does. */
  relativePath(uri: string): string {
    const config = normalUri(uri);
    return shownPath(config, this.folderOf(config));
  }

  /** After files have come, changed or gone on disk. */
  async changed(uris: readonly string[]): Promise<void> {
    // Each is told by one name, and may have been read by others, through links. Nobody who asks meanwhile is to hear
    // of what was.
    this.lookAgain();
    for (const uri of new Set(uris.map(normalUri)))
      for (const index of this.indexes.holding(uri)) await index.update(uri);
  }

  /**
   * All files are read again. Nobody tells of changes outside of the workspace, and inside of it VS Code on Linux does
   * not tell of those in folders that were made at once, by a clone or a copy (parcel-bundler/watcher#97).
   */
  lookAgain(): void {
    this.files.forgetAll();
    this.loads.lookAgain();
    this.checkouts.allMayHaveChanged();
  }

  /**
   * After folders have come or gone. What may be read is another, also through links between folders, and nobody tells of
   * what changes in a folder while it is gone.
   */
  foldersChanged(): void {
    this.indexes = new ByFolder();
    this.lookAgain();
  }

  /** Looks again, also for what came to the workspace around this file since it was searched. */
  async lookAround(uri: string): Promise<void> {
    this.lookAgain();
    const file = normalUri(uri);
    const folder = this.folderOf(file);
    const index = folder === undefined ? undefined : this.indexes.get(folder);
    if (await index?.searchAround(parentOf(file))) this.tell.searched();
  }

  /** Whether a file or folder is in the workspace, also when links are followed. */
  private async liesInside(uri: string): Promise<boolean> {
    const [own] = this.byFolder.holding(`${uri}/`);
    if (own === undefined) return false;
    const [place, ownPlace] = await Promise.all([uri, own].map((each) => this.files.locate(each)));
    if (place === undefined) return false;
    const isIn = (folder: string | undefined) => folder !== undefined && isBelow(`${place}/`, folder);
    if (isIn(ownPlace)) return true;
    // A link may lead into another folder of the workspace.
    const places = await Promise.all(this.surroundings.folders().map((each) => this.files.locate(each)));
    return places.some(isIn);
  }

  /** All that tells of the launches of a config. */
  private async sourcesFor(config: string): Promise<LaunchSources> {
    const folder = this.folderOf(config);
    const { project } = await this.projects.of(folder);
    const index = folder === undefined ? undefined : this.indexOf(folder);
    return { folder, project, found: await this.foundIn(index), checkouts: index?.checkouts ?? [] };
  }

  private active(candidates: readonly LaunchCandidate[], wanted: string | undefined): LaunchCandidate {
    const [first, ...others] = candidates;
    if (first === undefined) throw new Error("a config is at least a launch by itself");
    return others.find(({ id }) => id === wanted) ?? first;
  }

  private async read(launch: LaunchCandidate): Promise<readonly TextFile[]> {
    const files: TextFile[] = [];
    for (const uri of launch.files) {
      files.push(this.configs.of(this.shownUri(uri), (await this.files.read(uri)) ?? ""));
    }
    return files;
  }

  /** Beside a workspace that is on no disk there is nothing to look at, so anything may be there. */
  private async mayExist(uri: string): Promise<boolean> {
    const isReachable = uri.startsWith("file:") || this.folderOf(uri) !== undefined;
    return !isReachable || this.files.exists(uri);
  }

  /** Only on a disk of this machine, and only where the user trusts what lies there. */
  private async loadsOf(folder: string, requests: LoadRequests): Promise<Loads> {
    const isReadable = this.surroundings.isTrusted && folder.startsWith("file:");
    return isReadable ? this.loads.of(folder, requests) : NO_LOADS;
  }

  /** The index of a folder, which fills behind: no check waits for it. */
  private indexOf(folder: string): FolderIndex {
    const known = this.indexes.get(folder);
    if (known !== undefined) return known;
    const index = new FolderIndex(folder, {
      read: (uri) => this.files.readSaved(uri),
      list: (uri) => this.files.list(uri),
    });
    this.indexes.set(folder, index);
    void index.fill().then(() => {
      if (index.launches.length > 0 || index.checkouts.length > 0) this.tell.searched();
    });
    return index;
  }

  /** What open texts tell comes in place of what the disk tells. */
  private async foundIn(index: FolderIndex | undefined): Promise<readonly FoundLaunch[]> {
    const { openTexts } = this.surroundings;
    const open: FoundLaunch[] = [];
    for (const [uri, document] of [...openTexts]) {
      const text = document.getText();
      const known = this.told.get(uri);
      // Each of many open texts asks for what all tell: nobody waits for what is known.
      open.push(...(known?.text === text ? known.launches : await this.toldBy(uri, document, text)));
    }
    const closed = (index?.launches ?? []).filter(({ from }) => !openTexts.has(from));
    return [...open, ...closed];
  }

  private async toldBy(uri: string, document: OpenText, text: string): Promise<readonly FoundLaunch[]> {
    const reading = () => this.configs.of(document.uri, text).reading();
    const launches = await inSlices(lookingForLaunches(uri, { text, reading }));
    this.told.set(uri, { text, launches });
    return launches;
  }
}
