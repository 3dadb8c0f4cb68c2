import type { LaunchCandidate } from "../../../protocol/launches";
import { othersTurn } from "../base/slices";
import { atMostTwice } from "../launches/atMostTwice";
import { deepyPaths } from "../launches/deepyPaths";
import type { Project } from "../launches/project";
import type { FileSystem } from "./fileSystem";
import type { FoundLaunch } from "./foundLaunches";
import { NamedPath } from "./namedPath";
import { folderOf, foldersUpTo, nameOf, resolveUri, shownPath } from "./uris";

/** All that tells of launches in one workspace folder. */
export interface LaunchSources {
  readonly folder: string | undefined;
  readonly project: Project;
  readonly found: readonly FoundLaunch[];
  readonly checkouts: readonly string[];
}

/**
 * The launches that a config belongs to, what counts most first: those of the project file, of comments, of scripts, and
 * the config by itself. Launches with a file that cannot be read are left out.
 */
export async function candidatesFor(
  config: string,
  sources: LaunchSources,
  files: FileSystem,
): Promise<readonly LaunchCandidate[]> {
  const named = [...projectLaunches(sources), ...(await foundLaunches(config, sources, files))];
  const candidates = new Map<string, LaunchCandidate>();
  for (const launch of named) {
    if (!launch.files.includes(config)) continue;
    const key = `${launch.gpus ?? ""} ${launch.files.join(" ")}`;
    if (candidates.has(key)) continue;
    if (await areReadable(launch.files, files)) candidates.set(key, launch);
  }
  return [...candidates.values(), byItself(config, sources.folder)];
}

/** What two copies of one launch have in common. */
export function launchKey({ id, files }: LaunchCandidate): string {
  return [id, ...files].join(" ");
}

function byItself(config: string, folder: string | undefined): LaunchCandidate {
  return { id: "file", name: shownPath(config, folder), source: "file", files: [config] };
}

/** Every config asks, and a project file that was read never changes. */
const byProject = new WeakMap<Project, readonly LaunchCandidate[]>();

function projectLaunches(sources: LaunchSources): readonly LaunchCandidate[] {
  const known = byProject.get(sources.project) ?? locatedLaunches(sources);
  // Where nothing is said, all folders share one project.
  if (sources.project.launches.length > 0) byProject.set(sources.project, known);
  return known;
}

function locatedLaunches({ folder, project }: LaunchSources): readonly LaunchCandidate[] {
  if (folder === undefined) return [];
  return project.launches.map(({ name, files, gpus }) => ({
    ...identified(
      "project",
      name,
      deepyPaths(files).map((path) => resolveUri(folder, path)),
    ),
    ...(gpus !== undefined && { gpus }),
  }));
}

async function foundLaunches(
  config: string,
  sources: LaunchSources,
  files: FileSystem,
): Promise<LaunchCandidate[]> {
  const name = nameOf(config);
  const launches: LaunchCandidate[] = [];
  // A script may have a thousand launches.
  const byScript = new Map<string, readonly string[]>();
  let begin = performance.now();
  for (const found of sources.found) {
    if (performance.now() - begin > LONGEST_TURN) {
      await othersTurn();
      begin = performance.now();
    }
    const paths = pathsOf(found);
    const alike = paths.filter((path) => path.name === name);
    if (alike.length === 0) continue;
    const bases = byScript.get(found.from) ?? basesOf(found, sources);
    byScript.set(found.from, bases);
    if (!bases.some((base) => alike.some((path) => path.from(base) === config))) continue;
    const uris = await located(paths, bases, files);
    if (uris !== undefined)
      launches.push(identified(found.source, shownPath(found.from, sources.folder), uris));
  }
  // Comments are nearer to the config than scripts, and its own is the nearest.
  const rank = (launch: LaunchCandidate) =>
    launch.source === "script" ? 2 : launch.files[0] === config ? 0 : 1;
  return launches.sort((a, b) => rank(a) - rank(b));
}

function identified(
  source: LaunchCandidate["source"],
  name: string,
  listed: readonly string[],
): LaunchCandidate {
  const files = atMostTwice(listed, (file) => file);
  return { id: [source, name, ...files].join(" "), name, source, files };
}

/** Every config asks, and a launch that was found never changes. */
const byLaunch = new WeakMap<FoundLaunch, readonly NamedPath[]>();

function pathsOf(found: FoundLaunch): readonly NamedPath[] {
  const paths = byLaunch.get(found) ?? found.paths.map((path) => new NamedPath(path));
  byLaunch.set(found, paths);
  return paths;
}

/** Milliseconds after which others have their turn. */
const LONGEST_TURN = 10;

/** Checkouts that a script may be started in. */
const MOST_CHECKOUTS = 20;

/**
 * Where the files of a found launch may be. Those of a comment lie beside it. Where a script is started nobody says: its
 * own folder, one above or a checkout.
 */
function basesOf({ source, from }: FoundLaunch, { folder, checkouts }: LaunchSources): readonly string[] {
  const own = folderOf(from);
  if (source === "comment") return [own];
  return [...foldersUpTo(folder ?? own, own), ...checkouts.slice(0, MOST_CHECKOUTS)];
}

/** The files of a found launch, in the first folder where all are. */
async function located(
  paths: readonly NamedPath[],
  bases: readonly string[],
  files: FileSystem,
): Promise<readonly string[] | undefined> {
  for (const base of bases) {
    const uris: string[] = [];
    for (const path of paths) {
      const uri = path.from(base);
      if ((await files.read(uri)) === undefined) break;
      uris.push(uri);
    }
    if (uris.length === paths.length) return uris;
  }
  return undefined;
}

async function areReadable(uris: readonly string[], files: FileSystem): Promise<boolean> {
  for (const uri of uris) if ((await files.read(uri)) === undefined) return false;
  return true;
}
