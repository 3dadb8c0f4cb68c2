/// <reference types="mocha" />
import { assert } from "chai";
import { commands, TabInputWebview, type TextDocument, Uri, window, workspace } from "vscode";
import { open, until } from "./editor";

const folder = () => workspace.workspaceFolders?.[0]?.uri ?? Uri.parse("");

/** The page that compares, once it is shown beside the text. */
async function comparison(): Promise<TextDocument> {
  const shown = () => window.visibleTextEditors.map(({ document }) => document);
  const find = () => shown().find(({ uri }) => uri.path.startsWith("/compare/"));
  const page = await until(find, (found) => found !== undefined);
  if (page === undefined) throw new Error("no page");
  return page;
}

const row = (page: TextDocument, name: string) =>
  page
    .getText()
    .split("\n")
    .find((line) => line.startsWith(`| ${name} `))
    ?.replaceAll(/ +/g, " ");

const closeAll = () => commands.executeCommand("workbench.action.closeAllEditors");

suite("neoxConfig.compare", () => {
  teardown(async () => {
    await commands.executeCommand("workbench.action.files.revert");
    await closeAll();
  });

  test("two configs by effective value, following the text", async () => {
    const document = await open("block.yml");
    await commands.executeCommand("neoxConfig.compare", Uri.joinPath(folder(), "outdated.yml"));
    const page = await comparison();
    assert.equal(page.uri.path, "/compare/block.yml - outdated.yml.md");
    assert.equal(row(page, "num_kv_heads"), "| num_kv_heads | 8 (file) | null (default) |");
    const editor = await window.showTextDocument(document);
    const value = document.getText().indexOf("num_kv_heads: 8") + "num_kv_heads: ".length;
    await editor.edit((edit) => edit.insert(document.positionAt(value), "1"));
    const expected = "| num_kv_heads | 18 (file) | null (default) |";
    assert.equal(
      await until(
        () => row(page, "num_kv_heads"),
        (found) => found === expected,
      ),
      expected,
    );
  });

  test("the picker offers the other configs of the workspace, and no other YAML", async () => {
    await open("block.yml");
    let isAnswered = false;
    const answered = commands.executeCommand("neoxConfig.compare").then(() => {
      isAnswered = true;
    });
    // The picker does not say when it is open.
    for (const end = Date.now() + 10_000; Date.now() < end && !isAnswered; ) {
      await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await answered;
    const page = await comparison();
    assert.equal(page.uri.path, "/compare/block.yml - flow.yml.md");
  });
});

suite("neoxConfig.openReport", () => {
  test("a view beside the text, named by the file", async () => {
    await open("block.yml");
    await commands.executeCommand("neoxConfig.openReport");
    const views = () =>
      window.tabGroups.all.flatMap(({ viewColumn, tabs }) =>
        tabs.filter(({ input }) => input instanceof TabInputWebview).map(({ label }) => [viewColumn, label]),
      );
    assert.deepEqual(await until(views, (found) => found.length > 0), [[2, "Report: block.yml"]]);
    await closeAll();
  });
});
