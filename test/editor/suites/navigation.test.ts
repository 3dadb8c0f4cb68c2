/// <reference types="mocha" />
import { assert } from "chai";
import { commands, type Location, type LocationLink, type Position, type TextDocument } from "vscode";
import { open, placeOf, shownPlace, untilIs, withFiles, withText } from "../editor";

async function places(command: string, { uri }: TextDocument, at: Position): Promise<string[]> {
  const found = await commands.executeCommand<(Location | LocationLink)[]>(command, uri, at);
  return found.map((each) =>
    shownPlace("targetUri" in each ? { uri: each.targetUri, range: each.targetRange } : each),
  );
}

const definitions = (document: TextDocument, at: Position) =>
  places("vscode.executeDefinitionProvider", document, at);
const references = (document: TextDocument, at: Position) =>
  places("vscode.executeReferenceProvider", document, at);

const ANCHORED =
  "pos_emb: rotary\nhidden_size: 64\nnum_attention_heads: 4\nfp16: &half { enabled: true }\nbf16: *half\namp: *ha|lf\n";

suite("definition and references of an anchor", () => {
  test("from a use", () =>
    withText(ANCHORED, async (document, at) => {
      const name = document.uri.path.slice(1);
      assert.deepEqual(await definitions(document, at), [`${name} 3:7-3:11`]);
      assert.deepEqual(await references(document, at), [
        `${name} 3:7-3:11`,
        `${name} 4:7-4:11`,
        `${name} 5:6-5:10`,
      ]);
    }));
});

suite("definition and references of a key", () => {
  withFiles({
    "nodes.yml": "# neox-config: with paths.yml\nhidden_size: 64\nnum_attention_heads: 4\nseed: 1\n",
    "paths.yml": "num_layers: 2\nseed: 2\n",
  });

  test("across the launch: the file that counts, and all that set it", async () => {
    for (const name of ["nodes.yml", "paths.yml"]) {
      const document = await open(name);
      const at = placeOf(document, "seed");
      assert.deepEqual(await definitions(document, at), ["paths.yml 1:0-1:4"]);
      assert.deepEqual(await references(document, at), ["nodes.yml 3:0-3:4", "paths.yml 1:0-1:4"]);
    }
  });

  test("a value has neither", async () => {
    const document = await open("nodes.yml");
    assert.deepEqual(await definitions(document, placeOf(document, "64")), []);
    assert.deepEqual(await references(document, placeOf(document, "64")), []);
  });
});

suite("definition in a checkout", () => {
  withFiles({
    "fork/megatron/neox_arguments/arguments.py": "from .neox_args import NeoXArgsModel\n",
    "fork/megatron/neox_arguments/neox_args.py": [
      "from dataclasses import dataclass",
      "",
      "@dataclass",
      "class NeoXArgsModel:",
      "    hidden_size: int = None",
      '    """',
      "    Transformer hidden size.",
      '    """',
      "",
      "    our_flag: bool = False",
      '    """',
      "    Ours.",
      '    """',
      "",
    ].join("\n"),
    "fork/forked.yml": "hidden_size: 64\npos_emb: rotary\nnum_attention_heads: 4\nour_flag: true\n",
  });

  test("an argument of one's own gpt-neox is found where it is declared", async () => {
    const document = await open("fork/forked.yml");
    const declared = ["neox_args.py 9:4-9:12"];
    const found = () => definitions(document, placeOf(document, "our_flag"));
    assert.deepEqual(await untilIs(declared, found), declared);
  });
});
