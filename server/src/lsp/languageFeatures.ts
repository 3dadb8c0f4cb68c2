import type { MessageConnection } from "vscode-jsonrpc";
import type {
  CodeAction,
  CodeActionParams,
  CompletionItem,
  CompletionParams,
  DefinitionParams,
  DocumentSymbolParams,
  HoverParams,
  PrepareRenameParams,
  ReferenceParams,
  RenameParams,
  SelectionRangeParams,
  ServerCapabilities,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { loadDocumentation } from "../arguments/loadDocumentation";
import { CODE_ACTION_KINDS, codeActionsAt } from "../features/codeActions";
import { completionsAt, resolveCompletion } from "../features/completion/completion";
import { definitionAt, referencesAt } from "../features/definition";
import { documentSymbols } from "../features/documentSymbols";
import { hoverAt } from "../features/hover";
import { RenameRefused, renamableAt, renameAnchor } from "../features/renameAnchor";
import { selectionRanges } from "../features/selectionRanges";
import { withoutVersions } from "../features/workspaceEdit";
import { requestFailed } from "./client";
import type { OpenConfigs } from "./openConfigs";

/** What `answerFeatures` answers. */
export const FEATURE_CAPABILITIES: ServerCapabilities = {
  hoverProvider: true,
  completionProvider: { resolveProvider: true, triggerCharacters: ['"', "'", " ", "["] },
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
}

/** Hands each request on a config to its feature; a text that is none gets no answer. */
export function answerFeatures(
  connection: MessageConnection,
  configs: OpenConfigs,
  { explainCommand, takesVersions }: ClientNeeds,
): void {
  const forClient = (edit: WorkspaceEdit) => (takesVersions ? edit : withoutVersions(edit));
  const versionOf = (uri: string) => configs.versionOf(uri);

  connection.onRequest("textDocument/hover", async ({ textDocument, position }: HoverParams) => {
    const config = await configs.get(textDocument.uri);
    return config && hoverAt(config.file, config.result.launch, position, await loadDocumentation());
  });
  connection.onRequest("textDocument/completion", async (params: CompletionParams) => {
    const { textDocument, position, context } = params;
    const config = await configs.get(textDocument.uri);
    if (config === undefined) return undefined;
    const { file, result } = config;
    const documentation = await loadDocumentation();
    return completionsAt(file, result.launch, position, documentation, context?.triggerCharacter);
  });
  connection.onRequest("completionItem/resolve", async (item: CompletionItem) => {
    const config = typeof item.data?.uri === "string" ? await configs.get(item.data.uri) : undefined;
    return config === undefined
      ? item
      : resolveCompletion(item, config.result.launch, await loadDocumentation());
  });
  connection.onRequest("textDocument/codeAction", async (params: CodeActionParams): Promise<CodeAction[]> => {
    const { textDocument, range, context } = params;
    const found = await configs.findingsOf(textDocument.uri);
    if (found === undefined) return [];
    const { file, result } = found.config;
    const { launch } = result;
    const { findings } = found.result;
    const actions = codeActionsAt({ file, launch, findings, range, context, versionOf, explainCommand });
    return actions.map((action) => (action.edit ? { ...action, edit: forClient(action.edit) } : action));
  });
  connection.onRequest("textDocument/documentSymbol", async ({ textDocument }: DocumentSymbolParams) => {
    const config = await configs.get(textDocument.uri);
    return config && documentSymbols(config.file, config.result.launch);
  });
  connection.onRequest("textDocument/definition", async ({ textDocument, position }: DefinitionParams) => {
    const config = await configs.get(textDocument.uri);
    return config && definitionAt(config.file, config.result.launch, position);
  });
  connection.onRequest("textDocument/references", async (params: ReferenceParams) => {
    const { textDocument, position, context } = params;
    const config = await configs.get(textDocument.uri);
    return config && referencesAt(config.file, config.result.launch, position, context.includeDeclaration);
  });
  connection.onRequest("textDocument/selectionRange", async (params: SelectionRangeParams) => {
    const { textDocument, positions } = params;
    const config = await configs.get(textDocument.uri);
    return config && selectionRanges(config.file, positions);
  });
  connection.onRequest("textDocument/prepareRename", async (params: PrepareRenameParams) => {
    const { textDocument, position } = params;
    const config = await configs.get(textDocument.uri);
    return config && renamableAt(config.file, position);
  });
  connection.onRequest("textDocument/rename", async ({ textDocument, position, newName }: RenameParams) => {
    const config = await configs.get(textDocument.uri);
    try {
      const edit = config && renameAnchor(config.file, position, newName, versionOf);
      return edit && forClient(edit);
    } catch (error) {
      if (!(error instanceof RenameRefused)) throw error;
      return requestFailed(error.message);
    }
  });
}
