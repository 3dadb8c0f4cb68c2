import { workspace } from "vscode";
import type { DocumentFilter } from "vscode-languageclient";

/** Which documents the client sends. A client keeps what it was made with: another selector takes another client. */
export class SentDocuments {
  /** Where an editor shows text a person edits. `git:` and other read-only views are left alone. */
  private readonly schemes = new Set(["file", "untitled"]);

  /** YAML documents, and JSON documents that the user names as configs. */
  selector(): DocumentFilter[] {
    for (const scheme of editedSchemes()) this.schemes.add(scheme);
    const json = jsonPatterns();
    return [...this.schemes].flatMap((scheme) => [
      { scheme, language: "yaml" },
      // The setting's patterns start at the folder, those of a selector at the root.
      ...json.map((pattern) => ({ scheme, language: "json", pattern: `**/${pattern}` })),
    ]);
  }
}

/** Of the folders, and of YAML that is open from elsewhere and can be written. */
function editedSchemes(): string[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  const open = workspace.textDocuments
    .filter(({ languageId, uri }) => languageId === "yaml" && workspace.fs.isWritableFileSystem(uri.scheme))
    .map(({ uri }) => uri.scheme);
  return [...folders, ...open];
}

/** The patterns of JSON files in `neoxConfig.files`, of all folders; the server tells the folders apart. */
function jsonPatterns(): string[] {
  const scopes = [undefined, ...(workspace.workspaceFolders ?? [])];
  const patterns = scopes.flatMap((scope) => {
    // What a settings file says, whatever it is.
    const files: unknown = workspace.getConfiguration("neoxConfig", scope).get("files");
    return Array.isArray(files) ? files.filter((each): each is string => typeof each === "string") : [];
  });
  return [...new Set(patterns)].filter((pattern) => pattern.endsWith(".json"));
}
