import { workspace } from "vscode";
import type { DocumentFilter } from "vscode-languageclient";

/** Where an editor shows text a person edits. `git:` and other read-only views are left alone. */
function editableSchemes(): string[] {
  const folders = workspace.workspaceFolders ?? [];
  return [...new Set(["file", "untitled", ...folders.map((folder) => folder.uri.scheme)])];
}

/** The patterns of JSON files in `neoxConfig.files`, of all folders; the server tells the folders apart. */
function jsonPatterns(): string[] {
  const scopes = [undefined, ...(workspace.workspaceFolders ?? [])];
  const patterns = scopes.flatMap((scope) =>
    workspace.getConfiguration("neoxConfig", scope).get<string[]>("files", []),
  );
  return [...new Set(patterns)].filter((pattern) => pattern.endsWith(".json"));
}

/** YAML documents, and JSON documents that the user names as configs. */
export function documentSelector(): DocumentFilter[] {
  const json = jsonPatterns();
  return editableSchemes().flatMap((scheme) => [
    { scheme, language: "yaml" },
    // The setting's patterns start at the folder, those of a selector at the root.
    ...json.map((pattern) => ({ scheme, language: "json", pattern: `**/${pattern}` })),
  ]);
}
