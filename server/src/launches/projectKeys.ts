import { t } from "../base/l10n";

/** What the values of a key are. */
export type ProjectValue =
  | "target"
  | "count"
  | "folder"
  | "text"
  | "files"
  | "launches"
  | "severities"
  | "arguments";

/** A key of the project file (`.neox-config.yml`): all that reading, completion, hovers and checks need of it. */
export interface ProjectKey {
  readonly holds: ProjectValue;
  /** What it says, in a few words. Localised. */
  readonly detail: () => string;
}

export const PROJECT_KEYS = {
  neox: { holds: "target", detail: () => t("main, a date, a commit or the path of a checkout") },
  gpus: { holds: "count", detail: () => t("how many GPUs launches use") },
  launchDirectory: { holds: "folder", detail: () => t("where launches run") },
  launches: { holds: "launches", detail: () => t("files that are launched together") },
  rules: { holds: "severities", detail: () => t("how severe single rules are") },
  arguments: { holds: "arguments", detail: () => t("arguments that a fork adds") },
} as const satisfies Readonly<Record<string, ProjectKey>>;

/** The keys of one of its `launches`. */
export const LAUNCH_KEYS = {
  name: { holds: "text", detail: () => t("what the launch is called") },
  files: { holds: "files", detail: () => t("in the order of the command line") },
  gpus: { holds: "count", detail: () => t("how many GPUs this launch uses") },
} as const satisfies Readonly<Record<string, ProjectKey>>;

/** The key of a table with this name; undefined where it has none. */
export function keyIn<Keys extends object>(
  keys: Keys,
  name: string | undefined,
): Extract<keyof Keys, string> | undefined {
  const isKey = (it: string | undefined): it is Extract<keyof Keys, string> =>
    it !== undefined && Object.hasOwn(keys, it);
  return isKey(name) ? name : undefined;
}
