import { relative } from "node:path";
import { type Looks, LooksOfRun } from "../engine/looks";
import { atMostTwice } from "../launches/atMostTwice";
import { deepyPaths } from "../launches/deepyPaths";
import { PROJECT_FILE, type ProjectLaunch } from "../launches/project";
import { SharedFiles } from "../launches/sharedFiles";
import { type CheckSession, isFixing, type RunFlags } from "./checkSession";
import { type ConfigText, documentOf, launchPlace, placeToRead, readLaunchFile } from "./configText";
import type { CheckedLaunch } from "./formats/format";
import { KnownPlaces } from "./insideFolder";
import { CommandError, type Io } from "./io";
import { LaunchesTogether, type OneOfMany } from "./launchesTogether";
import { KnownLoads, lookInLaunchFolder } from "./launchFolder";
import { checkInput, type LaunchInput } from "./launchInput";
import type { FoundProject, RunSettings } from "./runSettings";

type ProjectFlags = RunFlags & { readonly gpus?: number };

/** The launches that the project file names. */
export async function checkProject(
  found: FoundProject | undefined,
  flags: ProjectFlags,
  settings: RunSettings,
  run: CheckSession,
  io: Io,
): Promise<void> {
  if (found === undefined || found.project.launches.length === 0)
    throw new CommandError("name the config files of a launch: neox-config check model.yml local_setup.yml");
  const project = new ProjectRun(found, settings, flags, io);
  if (isFixing(flags)) await fixAll(project, run);
  else await checkAll(project, run);
  for (const remark of project.remarks) run.fail(remark);
}

async function checkAll(project: ProjectRun, run: CheckSession): Promise<void> {
  let texts: readonly ConfigText[] = [];
  for (const [index, launch] of project.launches.entries()) {
    const { name } = launch;
    const places = project.placesOf(launch);
    if (!project.shared.allow(String(index), { name, files: places })) continue;
    run.tellProgress(index, project.launches.length, name);
    texts = await project.read(launch, new Map(texts.map((text) => [text.path, text])));
    const input = project.inputOf(launch, texts);
    project.wasChecked(await run.check({ ...input, ...(await project.lookFor(texts)) }), input, places);
  }
}

/** Mends each launch, none at the cost of another, and tells of all as they are afterwards. */
async function fixAll(project: ProjectRun, run: CheckSession): Promise<void> {
  const all: OneOfMany[] = [];
  const texts = new Map<string, ConfigText>();
  for (const launch of project.launches) {
    const input = project.inputOf(launch, await project.read(launch, texts));
    for (const file of input.files) texts.set(file.path, file);
    const places = input.files.map(({ path }) => project.placeOf(path));
    all.push({ name: launch.name, places, input });
  }
  const together = new LaunchesTogether(all, project.shared);
  const mended: OneOfMany[] = [];
  for (const [index, launch] of all.entries()) {
    const { name, places } = launch;
    if (!project.shared.allow(String(index), { name, files: places })) continue;
    run.tellProgress(index, all.length, name);
    launch.input = { ...launch.input, ...(await project.lookFor(launch.input.files)) };
    project.wasChecked(await run.mend(launch, together), launch.input, places);
    mended.push(launch);
  }
  for (const { checked, input } of mended) await run.tell(checked ?? checkInput(input));
}

/** What a run over a project file knows, and reads once for all launches. */
class ProjectRun {
  readonly launches: readonly ProjectLaunch[];
  readonly shared = new SharedFiles();
  readonly #loads = new KnownLoads();
  readonly #looks = new LooksOfRun();
  readonly #known: KnownPlaces;
  readonly #paths = new Map<string, string>();
  readonly #confDir: string | undefined;

  constructor(
    readonly found: FoundProject,
    readonly settings: RunSettings,
    readonly flags: ProjectFlags,
    readonly io: Io,
  ) {
    this.launches = found.project.launches;
    this.#known = new KnownPlaces(io.cwd);
    const folder = relative(io.cwd, found.folder);
    this.#confDir = folder === "" ? undefined : folder;
  }

  get remarks(): readonly string[] {
    return [...this.shared.remarks, ...this.#loads.names.remarks];
  }

  /** Where a file really lies. */
  placeOf(path: string): string {
    return this.#known.of(path);
  }

  placesOf(launch: ProjectLaunch): readonly string[] {
    return deepyPaths(this.#namesOf(launch), this.#confDir).map((path) => this.placeOf(path));
  }

  /** What is known is not read again. */
  async read(launch: ProjectLaunch, known: ReadonlyMap<string, ConfigText>): Promise<readonly ConfigText[]> {
    const names = this.#namesOf(launch);
    // None is read before all are allowed.
    for (const name of names) await this.#pathOf(name);
    const texts: ConfigText[] = [];
    for (const name of names) {
      const text = known.get(await this.#pathOf(name));
      texts.push(text ?? (await readLaunchFile(name, this.#confDir, this.io)));
    }
    return texts;
  }

  inputOf({ name, gpus }: ProjectLaunch, files: readonly ConfigText[]): LaunchInput & { looks: Looks } {
    const own = this.flags.gpus === undefined && gpus !== undefined ? { gpus } : {};
    return { ...this.settings, ...own, id: name, files, scope: "launch", looks: this.#looks.another() };
  }

  /** What the folder that a launch runs in tells of it. */
  lookFor(files: readonly ConfigText[]): ReturnType<typeof lookInLaunchFolder> {
    const where = { otherwise: this.found.folder, loads: this.#loads };
    return lookInLaunchFolder(files, this.settings, this.io, where);
  }

  wasChecked({ findings }: CheckedLaunch, { files, looks }: LaunchInput, places: readonly string[]): void {
    for (const [at, text] of files.entries()) {
      const own = findings.filter(({ file }) => file.path === text.path);
      const share = (looks?.spent ?? 0) / files.length;
      this.shared.wasChecked(places[at] ?? text.path, documentOf(text), own.length, share);
    }
  }

  #namesOf({ files }: ProjectLaunch): readonly string[] {
    return atMostTwice(files, (file) => launchPlace(file, this.#confDir));
  }

  /** Where a config is read. Pipes, and what lies outside of the repository, only the command line may name. */
  async #pathOf(name: string): Promise<string> {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    const path = placeToRead(name, this.#confDir, this.io);
    if (!(await this.#known.isInRepository(path)))
      throw new CommandError(`${path} lies outside of the repository, so ${PROJECT_FILE} cannot name it`);
    if (this.#known.isSpecial(path))
      throw new CommandError(`${path} is no regular file, so ${PROJECT_FILE} cannot name it`);
    this.#paths.set(name, path);
    return path;
  }
}
