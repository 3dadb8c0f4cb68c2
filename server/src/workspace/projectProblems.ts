import { t } from "../base/l10n";
import { deepyPaths } from "../launches/deepyPaths";
import { type ProjectProblem, readProject } from "../launches/project";
import { namesInProject, type ProjectName } from "../launches/projectNames";
import { rules } from "../rules/registry";
import type { YamlDocument } from "../yaml/tree";
import type { FileSystem } from "./fileSystem";
import { noSuchTarget, type Targets } from "./targets";
import { resolveUri } from "./uris";

/** All that is wrong in the project file of a folder: what it says, and what it names and is not there. */
export async function projectProblems(
  document: YamlDocument,
  folder: string,
  files: FileSystem,
  targets: Targets,
): Promise<readonly ProjectProblem[]> {
  const problems = [...readProject(document).problems];
  for (const named of namesInProject(document)) {
    const message = await absence(named, folder, files, targets);
    if (message !== undefined) problems.push({ message, span: named.span });
  }
  return problems.sort((a, b) => a.span.start - b.span.start);
}

async function absence(
  { kind, name }: ProjectName,
  folder: string,
  files: FileSystem,
  targets: Targets,
): Promise<string | undefined> {
  switch (kind) {
    case "file":
      if ((await files.read(resolveUri(folder, deepyPaths([name])[0] ?? name))) !== undefined)
        return undefined;
      return t("{0} cannot be read, so this launch is not checked.", name);
    case "neox":
      if ((await targets.named(name, folder)) !== undefined) return undefined;
      return noSuchTarget(name);
    case "rule":
      return rules.some(({ id }) => id === name) ? undefined : t("There is no rule {0}.", name);
  }
}
