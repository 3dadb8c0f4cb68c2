import { Uri, window, workspace } from "vscode";

/** Opens a config to try things on, as a new text: nothing is written to disk. */
export async function openSample(extension: Uri): Promise<void> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, "examples", "13B-gqa.yml"));
  const content = new TextDecoder().decode(bytes);
  await window.showTextDocument(await workspace.openTextDocument({ language: "yaml", content }));
}
