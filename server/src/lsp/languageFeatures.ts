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
import { type ClientCommands, CODE_ACTION_KINDS, findingActions } from "../features/codeActions";
import { definitionAt, referencesAt } from "../features/definition";
import { documentSymbols } from "../features/documentSymbols";
import { hoverAt } from "../features/hover";
import { projectHover } from "../features/projectFile/hover";
import { RenameRefused, renamableAt, renameAnchor } from "../features/renameAnchor";
import { selectionRanges } from "../features/selectionRanges";
import { type VersionOf, withoutVersions } from "../features/workspaceEdit";
import type { ConfigFile } from "../launch/launch";
import { answering } from "./answering";
import { type CompletionNeeds, completionsFor, resolvedCompletion } from "./completionRequests";
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
export interface ClientNeeds extends CompletionNeeds {
  /** What the client can do about a finding. */
  readonly commands: ClientCommands;
  /** Whether the client takes edits that are bound to a version of a text. */
  readonly takesVersions: boolean;
  /** The config of a launch that is named at a place. */
  configAt(uri: string, position: Position): Promise<Location | undefined>;
}

/** Hands each request on a config to its feature; a text that is none gets no answer. */
export function answerFeatures(connection: Connection, configs: OpenConfigs, needs: ClientNeeds): void {
  const { commands, takesVersions, isProjectFile, configAt } = needs;
  const forClient = (edit: WorkspaceEdit) => (takesVersions ? edit : withoutVersions(edit));
  const versionOf = configs.versionOfFile;

  connection.onHover(async ({ textDocument, position }) => {
    const text = isProjectFile(textDocument.uri) ? configs.textOf(textDocument.uri) : undefined;
    if (text) return projectHover(text, position);
    const config = await configs.unchanged(textDocument.uri);
    return config && hoverAt(config.file, config.result.launch, position, await loadDocumentation());
  });
  connection.onCompletion((params, token) => completionsFor(params, configs, needs, token));
  connection.onCompletionResolve((item) => resolvedCompletion(item, configs));
  connection.onCodeAction(async ({ textDocument, range, context }, token): Promise<CodeAction[]> => {
    const found = await configs.findingsOf(textDocument.uri);
    if (found === undefined) return [];
    const { file, result } = found.config;
    const { launch } = result;
    const { findings } = found.result;
    const edited = new Set<ConfigFile>([file]);
    const versionOfEdited: VersionOf = (each) => {
      edited.add(each);
      return versionOf(each);
    };
    const request = { file, launch, findings, range, context, versionOf: versionOfEdited, commands };
    const actions = await answering(findingActions(request), token);
    // Whoever takes no versions is not to get fixes of another text either.
    for (const each of edited) versionOf(each);
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
