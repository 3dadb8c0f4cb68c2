/// <reference types="mocha" />
import { assert } from "chai";
import {
  commands,
  type Hover,
  type Location,
  MarkdownString,
  Selection,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { closeAll, open, placeOf, shownRange, until, untilIs, withFiles } from "../editor";

/** The page about a config, once it is there. */
async function effectivePage(name: string): Promise<TextDocument> {
  await commands.executeCommand("neoxConfig.showEffective");
  const page = await until(
    () => workspace.textDocuments.find(({ uri }) => uri.path === `/effective/Effective: ${name}`),
    (found) => found !== undefined,
  );
  if (page === undefined) throw new Error("no page");
  return page;
}

function line(page: TextDocument, key: string): string | undefined {
  return page
    .getText()
    .split("\n")
    .find((each) => each.startsWith(`${key}:`));
}

/** Types a text in the place of another, in a file that is brought to the front. */
async function retype(name: string, before: string, after: string): Promise<void> {
  const document = await open(name);
  const start = placeOf(document, before);
  const editor = await window.showTextDocument(document);
  await editor.edit((edit) => edit.replace(new Selection(start, start.translate(0, before.length)), after));
}

suite("neoxConfig.showEffective", () => {
  withFiles({
    "model.yml": "# neox-config: with site.yml\nhidden_size: 64\nnum_attention_heads: 4\nseed: 1\n",
    "site.yml": "num_layers: 2\nseed: 2\n",
  });
  teardown(closeAll);

  test("values with their origin, which follow the text", async () => {
    await open("block.yml");
    const page = await effectivePage("block.yml");
    assert.equal(line(page, "num_kv_heads"), "num_kv_heads: 8  # block.yml:4");
    assert.equal(line(page, "weight_decay"), "weight_decay: 0.1  # default");
    await retype("block.yml", "num_kv_heads: 8", "num_kv_heads: 10");
    const changed = "num_kv_heads: 10  # block.yml:4";
    assert.equal(await untilIs(changed, () => line(page, "num_kv_heads") ?? ""), changed);
  });

  test("they follow the other file of the launch", async () => {
    await open("model.yml");
    const page = await effectivePage("model.yml");
    assert.deepEqual(
      [line(page, "hidden_size"), line(page, "seed")],
      ["hidden_size: 64  # model.yml:2", "seed: 2  # site.yml:2"],
    );
    await retype("site.yml", "seed: 2", "\nseed: 3");
    const changed = "seed: 3  # site.yml:3";
    assert.equal(await untilIs(changed, () => line(page, "seed") ?? ""), changed);
    await retype("site.yml", "seed: 3", "");
    const own = "seed: 1  # model.yml:4";
    assert.equal(await untilIs(own, () => line(page, "seed") ?? ""), own);
  });

  test("a line leads to where it is set, and says what its argument means", async () => {
    await open("model.yml");
    const page = await effectivePage("model.yml");
    const shown = await until(
      () => placeOf(page, "seed: 2"),
      () => page.getText().includes("seed: 2"),
    );
    const found = await commands.executeCommand<Location[]>(
      "vscode.executeDefinitionProvider",
      page.uri,
      shown,
    );
    assert.deepEqual(
      found.map(({ uri, range }) => `${uri.path.split("/").at(-1)} ${shownRange(range)}`),
      ["site.yml 1:0-1:7"],
    );
    const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", page.uri, shown);
    const [meaning] = hovers.flatMap(({ contents }) => contents);
    assert.match(meaning instanceof MarkdownString ? meaning.value : "", /^\*\*`seed`\*\*/);
  });

  test("the page cannot be typed into", async () => {
    await open("block.yml");
    const page = await effectivePage("block.yml");
    assert.equal(page.uri.scheme, "neox-config");
    assert.equal(workspace.fs.isWritableFileSystem(page.uri.scheme), undefined);
  });
});
