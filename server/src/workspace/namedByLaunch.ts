import type { HostfileProblem, Hosts } from "../launch/gpus";
import { type LoadRequests, type Loads, loadRequests, NO_LOADS } from "../launch/loads";
import { absentFiles } from "../launch/namedFiles";
import { mergeSettings } from "../launch/settings";
import { meantModels } from "../launches/comments/sameAs";
import type { ConfigWithText } from "./hostfiles";
import { resolveUri } from "./uris";

/** What the files that a launch names tell of it. */
export interface NamedByLaunch {
  readonly hosts?: Hosts | HostfileProblem;
  /** Those that are missing from the folder that it runs in. */
  readonly absentFiles: ReadonlySet<string>;
  /** What is in those that it loads. */
  readonly loads: Loads;
}

/** How files are looked at that a launch names. */
export interface NamedFileSources {
  /** The hosts that the hostfile of a launch names, as `Hostfiles` tells them. */
  hostsOf(
    files: readonly ConfigWithText[],
    folder: string | undefined,
  ): Promise<Hosts | HostfileProblem | undefined>;
  /** Whether something is there; true where nobody can tell. */
  exists(uri: string): Promise<boolean>;
  loadsOf(folder: string, requests: LoadRequests): Promise<Loads>;
}

/**
 * Looks at the files that a launch names; relative paths start at `folder`, the URI of where it runs. Where nobody
 * knows that folder, only a hostfile beside a config is looked at. `meant`: models that it should build, beside those
 * that its comments name.
 */
export async function lookAtNamedFiles(
  files: readonly ConfigWithText[],
  folder: string | undefined,
  { hostsOf, exists, loadsOf }: NamedFileSources,
  meant: readonly string[] = [],
): Promise<NamedByLaunch> {
  const hosts = await hostsOf(files, folder);
  const known = hosts && { hosts };
  if (folder === undefined) return { ...known, absentFiles: new Set(), loads: NO_LOADS };
  const { settings } = mergeSettings(files);
  const absent = await absentFiles(settings, (path) => exists(resolveUri(folder, path)));
  const models = [...meantModels(files).map(({ name }) => name), ...meant];
  const requests = loadRequests((name) => settings.get(name)?.value, models);
  return { ...known, absentFiles: absent, loads: await loadsOf(folder, requests) };
}
