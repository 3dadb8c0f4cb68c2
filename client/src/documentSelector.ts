import { workspace } from "vscode";
import type { DocumentFilter } from "vscode-languageclient";

/** Where an editor shows text a person edits. `git:` and other read-only views are left alone. */
function editableSchemes(): string[] {
  const folders = workspace.workspaceFolders ?? [];
  return [...new Set(["file", "untitled", ...folders.map((folder) => folder.uri.scheme)])];
}

/** YAML documents, and JSON documents that the user names as configs in `neoxConfig.files`. */
export function documentSelector(): DocumentFilter[] {
  const jsonFiles = workspace
    .getConfiguration("neoxConfig")
    .get<string[]>("files", [])
    .filter((pattern) => pattern.endsWith(".json"));
  return editableSchemes().flatMap((scheme) => [
    { scheme, language: "yaml" },
    ...jsonFiles.map((pattern) => ({ scheme, language: "json", pattern })),
  ]);
}
