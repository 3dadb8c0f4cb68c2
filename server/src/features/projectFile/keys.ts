import { LAUNCH_KEYS, PROJECT_KEYS, type ProjectKey } from "../../launches/projectKeys";
import { rules } from "../../rules/registry";

/** A key as editors show it. */
export interface ShownKey {
  readonly label: string;
  /** What it says, in a few words. */
  readonly detail: string;
  /** Whether its values can be listed. */
  readonly hasValues?: boolean;
}

/** The keys below a path of the project file: `""` is its top level. */
export function projectKeys(path: string): readonly ShownKey[] {
  switch (path) {
    case "":
      return Object.entries(PROJECT_KEYS).map(shown);
    case "launches":
      return Object.entries(LAUNCH_KEYS).map(shown);
    case "rules":
      return rules.map(({ id, severity }) => ({ label: id, detail: severity, hasValues: true }));
    default:
      return [];
  }
}

function shown([label, { holds, detail }]: readonly [string, ProjectKey]): ShownKey {
  return { label, detail: detail(), ...(holds === "target" && { hasValues: true }) };
}
