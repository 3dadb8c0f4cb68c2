import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startExtension } from "./extension";

/** Of JavaScript objects in the server; a hundred open configs take a tenth of it. */
const MOST_MEGABYTES = 1024;

/** The extension on a desktop or a remote machine: the server is a process beside it. */
export function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  // One that wants more ends, and is started again.
  const options = { execArgv: [`--max-old-space-size=${MOST_MEGABYTES}`] };
  const server = { module, transport: TransportKind.ipc, options };
  const debug = {
    ...server,
    options: { execArgv: [...options.execArgv, "--nolazy", "--inspect=6014", "--enable-source-maps"] },
  };
  return startExtension(
    context,
    (id, name, options) => new LanguageClient(id, name, { run: server, debug }, options),
  );
}
