import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { URI } from "vscode-uri";
import { LARGEST_FILE } from "../../../protocol/launches";
import { rangeOf } from "../features/ranges";
import { PROJECT_FILE, type Project, readProject } from "../launches/project";
import { readRegularFile } from "../workspace/node/readRegularFile";
import { parseUri, resolveUri } from "../workspace/uris";
import { readYaml } from "../yaml/read";
import { isRepository } from "./ignoreFiles";
import { liesInRepository } from "./insideFolder";
import { type Io, say } from "./io";
import type { LaunchInput } from "./launchInput";
import { resolveTarget } from "./target";

/** What holds for all launches of one call of the command. */
export type RunSettings = Pick<
  LaunchInput,
  "target" | "gpus" | "severities" | "extraArguments" | "sameAs"
> & {
  /** Where launches run, absolute: paths in a config start there. Default: the working directory. */
  readonly launchFolder?: string;
};

/** A project file with the folder it lies in, as seen from where the command runs. */
export interface FoundProject {
  readonly project: Project;
  /** Absolute. */
  readonly folder: string;
}

/** The settings of the project file, where the flags do not say otherwise. */
export async function runSettings(
  flags: {
    readonly neox?: string;
    readonly gpus?: number;
    readonly launchDirectory?: string;
    readonly sameAs?: string;
  },
  found: FoundProject | undefined,
  io: Io,
): Promise<RunSettings> {
  const project = found?.project;
  const gpus = flags.gpus ?? project?.gpus;
  const target =
    flags.neox === undefined && found !== undefined
      ? await resolveTarget(found.project.neox, { ...io, cwd: found.folder })
      : await resolveTarget(flags.neox, io);
  const launchFolder = launchFolderOf(flags.launchDirectory, found, io);
  return {
    target,
    ...(launchFolder !== undefined && { launchFolder }),
    ...(gpus !== undefined && { gpus }),
    ...(flags.sameAs !== undefined && { sameAs: flags.sameAs }),
    ...(project && { severities: project.rules, extraArguments: project.arguments }),
  };
}

function launchFolderOf(
  flag: string | undefined,
  found: FoundProject | undefined,
  io: Io,
): string | undefined {
  if (flag !== undefined) return resolve(io.cwd, flag);
  const named = found?.project.launchDirectory;
  if (found === undefined || named === undefined) return undefined;
  // As every name in a file: on Windows two slashes would greet another machine.
  return parseUri(resolveUri(URI.file(found.folder).toString(), named)).fsPath;
}

/** The project file of the working directory, or of the nearest folder above in its repository that has one. */
export async function findProject(io: Io): Promise<FoundProject | undefined> {
  for (let folder = io.cwd; ; folder = dirname(folder)) {
    const text = await readIfThere(join(folder, PROJECT_FILE), io);
    if (text !== undefined) return { project: projectIn(text, join(folder, PROJECT_FILE), io), folder };
    if (dirname(folder) === folder || (await isRepository(folder))) return undefined;
  }
}

/** Reads the project file; what is wrong in it is told, and the rest holds. */
function projectIn(text: string, path: string, io: Io): Project {
  const document = readYaml(text);
  const { project, problems } = readProject(document);
  for (const { message, span } of problems) {
    const { line, character } = rangeOf(document, span).start;
    say(io.stderr, `${relative(io.cwd, path)}:${line + 1}:${character + 1}: ${message}`);
  }
  return project;
}

/** Of a project file that is left out it is told why. */
async function readIfThere(path: string, io: Io): Promise<string | undefined> {
  if (!existsSync(path)) return undefined;
  const leaveOut = (reason: string) =>
    say(io.stderr, `note: ${relative(io.cwd, path)} is left out: ${reason}`);
  if (isOfOthers(path, io.cwd)) return void leaveOut("it belongs to somebody else");
  const isOwn = await liesInRepository(path, dirname(path));
  const text = isOwn ? readRegularFile(path, LARGEST_FILE) : undefined;
  if (text === undefined)
    leaveOut(`it is no file of the repository, or larger than ${LARGEST_FILE / 1e6} megabytes`);
  return text;
}

/** Whether a file above belongs neither to who asks nor to whom the working directory belongs, as in `/tmp`. */
function isOfOthers(path: string, cwd: string): boolean {
  const owner = lstatSync(path, { throwIfNoEntry: false })?.uid;
  return dirname(path) !== cwd && owner !== process.getuid?.() && owner !== statSync(cwd).uid;
}
