import type { ExtensionContext } from "vscode";

/** Whether this is one of VS Code's processes, and not a worker of a browser. */
const isProcess = typeof process === "object" && process.versions?.node !== undefined;

/** The extension in either host. Both are in one file, since most of it is the language client, which they share. */
export async function activate(context: ExtensionContext): Promise<void> {
  if (isProcess) return (await import("./node")).activate(context);
  return (await import("./browser")).activate(context);
}
