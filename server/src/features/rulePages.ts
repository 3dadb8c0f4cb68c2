import manifest from "../../package.json";

/** Where the page of a rule is, below the repository that the package names; undefined while it names none. */
export function rulePage(rule: string, repository = repositoryOf(manifest)): string | undefined {
  const home = repository?.replace(/^git\+/, "").replace(/\.git$/, "");
  return home === undefined ? undefined : `${home}/blob/main/docs/rules/${rule}.md`;
}

function repositoryOf(of: object): string | undefined {
  const repository = "repository" in of ? of.repository : undefined;
  if (typeof repository === "string") return repository;
  const isRecord = typeof repository === "object" && repository !== null && "url" in repository;
  return isRecord && typeof repository.url === "string" ? repository.url : undefined;
}
