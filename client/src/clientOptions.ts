import { type LogOutputChannel, l10n, workspace } from "vscode";
import type { DocumentFilter, LanguageClientOptions, Middleware } from "vscode-languageclient";
import { EXPLAIN_COMMAND } from "./configCommands";
import { TURN_OFF_COMMAND } from "./pickers";

/** What the client tells the server about: the documents, and what this client does for it. */
export function clientOptions(
  documentSelector: DocumentFilter[],
  outputChannel: LogOutputChannel,
  middleware: Middleware,
): LanguageClientOptions {
  return {
    documentSelector,
    outputChannel,
    middleware,
    // The server itself asks for the settings of each document, and to be told when they or files on disk change.
    initializationOptions: {
      explainCommand: EXPLAIN_COMMAND,
      turnOffCommand: TURN_OFF_COMMAND,
      targetCommand: "neoxConfig.selectTarget",
      translations: l10n.bundle,
      // 'Check all configs' asks for each file.
      checksAllOnDemand: true,
      files: true,
      launchStatus: true,
      isTrusted: workspace.isTrusted,
    },
    // Not again: with this handler the client tells of a start that failed in one message, without it in three.
    initializationFailedHandler: () => false,
    markdown: { supportHtml: false },
  };
}
