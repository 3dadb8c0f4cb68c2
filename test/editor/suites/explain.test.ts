/// <reference types="mocha" />
import { assert } from "chai";
import { commands, Selection, TabInputWebview, Uri, window, workspace } from "vscode";
import { open, until } from "../editor";

/** The text of a read-only page of ours. */
async function pageText(path: string, query = ""): Promise<string> {
  const page = await workspace.openTextDocument(Uri.from({ scheme: "neox-config", path, query }));
  return page.getText();
}

suite("neoxConfig.explain", () => {
  const previews = () =>
    window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.filter(({ input }) => input instanceof TabInputWebview).map(({ label }) => label),
    );

  test("the argument at the cursor, as a rendered page beside the text", async () => {
    const document = await open("block.yml");
    const start = document.positionAt(document.getText().indexOf("num_kv_heads"));
    const editor = window.activeTextEditor;
    if (editor) editor.selection = new Selection(start, start);
    await commands.executeCommand("neoxConfig.explain");
    assert.deepEqual(await until(previews, (found) => found.length > 0), ["Preview num_kv_heads.md"]);
    const text = await pageText("/explain/num_kv_heads.md");
    assert.match(text, /^\*\*`num_kv_heads`\*\*/);
    assert.match(
      text,
      /\n- \[kv-heads-reshape\]\(kv-heads-reshape\.md\): Before 96c242eb \(2024-11-13\), grouped heads must survive/,
    );
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("a rule by its name, as the quick fix asks for it", async () => {
    const page = await pageText("/explain/kv-heads-reshape.md");
    assert.match(page, /^# kv-heads-reshape\n\nBefore 96c242eb \(2024-11-13\), grouped heads must survive/);
    assert.match(page, /\n> A query head needs /);
    await commands.executeCommand("neoxConfig.explain", "kv-heads-reshape");
    assert.deepEqual(await until(previews, (found) => found.length > 0), ["Preview kv-heads-reshape.md"]);
    await commands.executeCommand("workbench.action.closeAllEditors");
  });
});
