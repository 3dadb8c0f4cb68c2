import { Selection, Uri, window, workspace } from "vscode";

/** Opens a config to try things on, as a new text: nothing is written to disk. */
export async function openSample(extension: Uri): Promise<void> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, "examples", "13B-gqa.yml"));
  const content = new TextDecoder().decode(bytes);
  const editor = await window.showTextDocument(
    await workspace.openTextDocument({ language: "yaml", content }),
  );
  // What the walkthrough speaks of next.
  const place = editor.document.positionAt(content.indexOf("num_kv_heads"));
  editor.selection = new Selection(place, place);
  editor.revealRange(editor.selection);
}
