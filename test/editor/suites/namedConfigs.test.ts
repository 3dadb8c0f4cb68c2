/// <reference types="mocha" />
import { assert } from "chai";
import { type CompletionList, commands, type Hover, type Location, MarkdownString, Position } from "vscode";
import { open, shownPlace, untilIs, withFiles } from "../editor";

const MODEL = "hidden_size: 64\nnum_attention_heads: 4\nnum_layers: 2\n";

suite("configs named by a comment or the project file", () => {
  withFiles({
    "named/base.yml": `# neox-config: with local.yml \n${MODEL}`,
    "named/local.yml": "seed: 1\n",
    "named/more.json": "{}\n",
    "named/notes.md": "\n",
    ".neox-config.yml": "gpus: 8\nlaunches:\n  - files: [named/base.yml, named/local.yml]\n",
  });

  const names = async (file: string, position: Position) => {
    const { uri } = await open(file);
    const command = "vscode.executeCompletionItemProvider";
    const { items } = await commands.executeCommand<CompletionList>(command, uri, position);
    return items.map(({ label }) => (typeof label === "string" ? label : label.label));
  };
  const definition = async (file: string, position: Position) => {
    const { uri } = await open(file);
    return (await commands.executeCommand<Location[]>("vscode.executeDefinitionProvider", uri, position)).map(
      shownPlace,
    );
  };

  test("names in the folder complete, but for those that are named", async () => {
    const ask = () => names("named/base.yml", new Position(0, 30));
    assert.deepEqual(await untilIs(["more.json"], ask), ["more.json"]);
    const all = ["base.yml", "local.yml", "more.json"];
    assert.deepEqual(await untilIs(all, () => names(".neox-config.yml", new Position(2, 18))), all);
  });

  test("a name leads to its file", async () => {
    assert.deepEqual(await definition("named/base.yml", new Position(0, 22)), ["local.yml 0:0-0:0"]);
    assert.deepEqual(await definition(".neox-config.yml", new Position(2, 15)), ["base.yml 0:0-0:0"]);
  });

  test("a key of the project file says what it means", async () => {
    const { uri } = await open(".neox-config.yml");
    const command = "vscode.executeHoverProvider";
    const hovers = await commands.executeCommand<Hover[]>(command, uri, new Position(0, 1));
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((it) => (it instanceof MarkdownString ? it.value : String(it))),
    );
    assert.deepEqual(texts, ["**`gpus`** · how many GPUs launches use"]);
  });
});
