import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { startExtension } from "./extension";

declare class Worker {
  constructor(scriptUrl: string);
}

/** The extension in a browser (vscode.dev, github.dev): the server is a worker. */
export function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, "dist", "web", "server.js").toString(true);
  return startExtension(
    context,
    (id, name, options) => new LanguageClient(id, name, async () => new Worker(script), options),
  );
}
