import {
  type CodeAction,
  type Connection,
  type Location,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type ServerCapabilities,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { loadDocumentation } from "../arguments/loadDocumentation";
import { CODE_ACTION_KINDS, codeActionsAt } from "../features/codeActions";
import { commentCompletions } from "../features/completion/comments";
import { completionsAt, resolveCompletion } from "../features/completion/completion";
import { type ListConfigs, nameInComment, nameInProject, nameItems } from "../features/completion/fileNames";
import { definitionAt, referencesAt } from "../features/definition";
import { documentSymbols } from "../features/documentSymbols";
import { hoverAt } from "../features/hover";
import { projectCompletions } from "../features/projectFile/completion";
import { projectHover } from "../features/projectFile/hover";
import { RenameRefused, renamableAt, renameAnchor } from "../features/renameAnchor";
import { selectionRanges } from "../features/selectionRanges";
import { withoutVersions } from "../features/workspaceEdit";
import type { ConfigFile } from "../launch/launch";
import { readYaml } from "../yaml/read";
import type { OpenConfigs } from "./openConfigs";

/** What `answerFeatures` answers. */
export const FEATURE_CAPABILITIES: ServerCapabilities = {
  hoverProvider: true,
  completionProvider: { resolveProvider: true, triggerCharacters: ['"', "'", " ", "[", "/"] },
  codeActionProvider: { codeActionKinds: CODE_ACTION_KINDS },
  documentSymbolProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  selectionRangeProvider: true,
  renameProvider: { prepareProvider: true },
};

/** What answers depend on besides the config. */
export interface ClientNeeds {
  /** A command of the client that explains a rule. */
  readonly explainCommand: string | undefined;
  /** Whether the client takes edits that are bound to a version of a text. */
  readonly takesVersions: boolean;
  /** Whether a completion may say where the cursor goes. */
  readonly takesSnippets: boolean;
  /** Whether a text is the project file of a folder. */
  isProjectFile(uri: string): boolean;
  /** The config of a launch that is named at a place. */
  configAt(uri: string, position: Position): Promise<Location | undefined>;
  /** The folders and configs in a folder, by its path from the folder that a text lies in. */
  configsIn(uri: string, folder: string): ReturnType<ListConfigs>;
}

/** The file with the text of a request, which may have been edited since. */
function fileWith(file: ConfigFile, text: string): ConfigFile {
  return file.document.text === text ? file : { path: file.path, document: readYaml(text) };
}

/** Hands each request on a config to its feature; a text that is none gets no answer. */
export function answerFeatures(
  connection: Connection,
  configs: OpenConfigs,
  { explainCommand, takesVersions, takesSnippets, isProjectFile, configAt, configsIn }: ClientNeeds,
): void {
  const forClient = (edit: WorkspaceEdit) => (takesVersions ? edit : withoutVersions(edit));
  const versionOf = (uri: string) => configs.versionOf(uri);

  connection.onHover(async ({ textDocument, position }) => {
    const text = isProjectFile(textDocument.uri) ? configs.textOf(textDocument.uri) : undefined;
    if (text) return projectHover(text, position);
    const config = await configs.unchanged(textDocument.uri);
    return config && hoverAt(config.file, config.result.launch, position, await loadDocumentation());
  });
  connection.onCompletion(async ({ textDocument, position, context }) => {
    const trigger = context?.triggerCharacter;
    const { uri } = textDocument;
    const text = configs.textOf(uri);
    const isProject = isProjectFile(uri);
    const named = text && (isProject ? nameInProject : nameInComment)(text, position);
    if (text && named) return nameItems(text, position, named, (folder) => configsIn(uri, folder));
    // Only the folders of a name end with it.
    if (trigger === "/") return [];
    if (text && isProject) return projectCompletions(text, position, trigger);
    const config = await configs.get(uri);
    const findings = config?.result.findings.filter(({ file }) => file === config.file);
    const inComment = text && commentCompletions(text, position, findings, trigger);
    if (text === undefined || inComment !== undefined) return inComment;
    const begun = await configs.beginningOf(uri);
    if (begun === undefined) return undefined;
    // An editor keeps a list while one types on, and takes its edits for those of the text it asked about.
    const file = fileWith(begun.file, text.getText());
    const documentation = await loadDocumentation();
    return completionsAt(file, begun.launch, position, documentation, { trigger, takesSnippets });
  });
  connection.onCompletionResolve(async (item) => {
    const begun = typeof item.data?.uri === "string" ? await configs.beginningOf(item.data.uri) : undefined;
    return begun === undefined ? item : resolveCompletion(item, begun.launch, await loadDocumentation());
  });
  connection.onCodeAction(async ({ textDocument, range, context }): Promise<CodeAction[]> => {
    const found = await configs.findingsOf(textDocument.uri);
    if (found === undefined) return [];
    const { file, result } = found.config;
    const { launch } = result;
    const { findings } = found.result;
    const actions = codeActionsAt({ file, launch, findings, range, context, versionOf, explainCommand });
    return actions.map((action) => (action.edit ? { ...action, edit: forClient(action.edit) } : action));
  });
  connection.onDocumentSymbol(async ({ textDocument }) => {
    const config = await configs.get(textDocument.uri);
    return config && documentSymbols(config.file, config.result.launch);
  });
  connection.onDefinition(async ({ textDocument, position }) => {
    const config = await configs.unchanged(textDocument.uri);
    const named = await configAt(textDocument.uri, position);
    return named ?? (config && definitionAt(config.file, config.result.launch, position));
  });
  connection.onReferences(async ({ textDocument, position, context }) => {
    const config = await configs.unchanged(textDocument.uri);
    return config && referencesAt(config.file, config.result.launch, position, context.includeDeclaration);
  });
  connection.onSelectionRanges(async ({ textDocument, positions }) => {
    const config = await configs.unchanged(textDocument.uri);
    return config && selectionRanges(config.file, positions);
  });
  connection.onPrepareRename(async ({ textDocument, position }) => {
    const config = await configs.unchanged(textDocument.uri);
    return config && renamableAt(config.file, position);
  });
  connection.onRenameRequest(async ({ textDocument, position, newName }) => {
    const config = await configs.unchanged(textDocument.uri);
    try {
      const edit = config && renameAnchor(config.file, position, newName, versionOf);
      return edit && forClient(edit);
    } catch (error) {
      if (!(error instanceof RenameRefused)) throw error;
      return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    }
  });
}
