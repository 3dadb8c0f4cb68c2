import { t } from "../../base/l10n";
import { rules } from "../../rules/registry";

/** A key of the project file (`.neox-config.yml`). */
export interface ProjectKey {
  readonly label: string;
  /** What it says, in a few words. */
  readonly detail: string;
  /** Whether its values can be listed. */
  readonly hasValues?: boolean;
}

/** The keys below a path of the project file: `""` is its top level. */
export function projectKeys(path: string): readonly ProjectKey[] {
  switch (path) {
    case "":
      return [
        { label: "neox", detail: t("main, a date, a commit or the path of a checkout"), hasValues: true },
        { label: "gpus", detail: t("how many GPUs launches use") },
        { label: "launchDirectory", detail: t("where launches run") },
        { label: "launches", detail: t("files that are launched together") },
        { label: "rules", detail: t("how severe single rules are") },
        { label: "arguments", detail: t("arguments that a fork adds") },
      ];
    case "launches":
      return [
        { label: "name", detail: t("what the launch is called") },
        { label: "files", detail: t("in the order of the command line") },
        { label: "gpus", detail: t("how many GPUs this launch uses") },
      ];
    case "rules":
      return rules.map(({ id, severity }) => ({ label: id, detail: severity, hasValues: true }));
    default:
      return [];
  }
}
