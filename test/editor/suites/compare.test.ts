/// <reference types="mocha" />
import { assert } from "chai";
import { commands, type TextDocument, window } from "vscode";
import { closeAll, open, placeOf, until, untilIs, uriOf } from "../editor";

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

suite("neoxConfig.compare", () => {
  teardown(closeAll);

  test("two configs by effective value, following the text", async () => {
    const document = await open("block.yml");
    await commands.executeCommand("neoxConfig.compare", uriOf("outdated.yml"));
    const page = await comparison();
    assert.equal(page.uri.path, "/compare/block.yml - outdated.yml.md");
    assert.equal(row(page, "num_kv_heads"), "| num_kv_heads | 8 (file) | null (default) |");
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(placeOf(document, "8 # grouped"), "1"));
    const expected = "| num_kv_heads | 18 (file) | null (default) |";
    assert.equal(await untilIs(expected, () => row(page, "num_kv_heads") ?? ""), expected);
  });

  test("the picker offers the configs of the workspace, those of the other folder too", async () => {
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
    assert.equal(page.uri.path, "/compare/block.yml - block.yml.md");
  });
});
