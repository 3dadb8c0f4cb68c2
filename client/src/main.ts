import type { ExtensionContext } from "vscode";
import { isProcess } from "./host";

/** The extension in either host. Both are in one file, since most of it is the language client, which they share. */
export async function activate(context: ExtensionContext): Promise<void> {
  if (isProcess) return (await import("./node")).activate(context);
  return (await import("./browser")).activate(context);
}
