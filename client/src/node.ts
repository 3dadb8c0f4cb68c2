import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startExtension } from "./extension";

/** The extension on a desktop or a remote machine: the server is a process beside it. */
export function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const server = { module, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ["--nolazy", "--inspect=6014", "--enable-source-maps"] } };
  return startExtension(
    context,
    (id, name, options) => new LanguageClient(id, name, { run: server, debug }, options),
  );
}
