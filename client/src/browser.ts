import { type ExtensionContext, Uri } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { startExtension } from "./extension";

declare class Worker {
  constructor(scriptUrl: string);
  terminate(): void;
}

/** The extension in a browser (vscode.dev, github.dev): the server is a worker. */
export function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, "dist", "web", "server.js").toString(true);
  let worker: Worker | undefined;
  context.subscriptions.push({ dispose: () => worker?.terminate() });

  // Transports rather than the worker: VS Code's stand-in for `Worker` fails the client's `instanceof`.
  const connect = async () => {
    // A worker does not end itself when the server exits.
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return startExtension(context, (id, name, options) => new LanguageClient(id, name, connect, options));
}
