/// <reference types="mocha" />
import { assert } from "chai";
import { commands, Selection, window } from "vscode";
import { closeAll, type Mark, marksWhen, open, placeOf, withText } from "../editor";

const RESHAPE: Mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };

suite("findings", () => {
  for (const name of ["block.yml", "flow.yml"])
    test(`${name}: the shapes that some versions cannot reshape are a warning`, async () => {
      assert.deepEqual(await marksWhen(await open(name), [RESHAPE]), [RESHAPE]);
    });

  test("they follow the typing", async () => {
    const document = await open("block.yml");
    await marksWhen(document, [RESHAPE]);
    const start = placeOf(document, "8 # grouped");
    const write = (text: string, length: number) =>
      window.activeTextEditor?.edit((edit) =>
        edit.replace(new Selection(start, start.translate(0, length)), text),
      );
    await write("10", 1);
    assert.deepEqual(await marksWhen(document, []), []);
    await write("8", 2);
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
    await closeAll();
  });

  test("a config that is on no disk yet", () =>
    withText("hidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: 8\n", async (document) =>
      assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]),
    ));

  test("what the converter that the model is meant for would lose", () =>
    withText(
      "# neox-config: converts-with convert_neox_to_hf\nnum_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\nmax_position_embeddings: 64\npos_emb: rotary\nactivation: relu\n",
      async (document) => {
        const lost: Mark = { rule: "converts-to-another-model", severity: 1, text: "relu" };
        assert.deepEqual(await marksWhen(document, [lost]), [lost]);
      },
    ));

  test("nothing is said about a workflow", async () => {
    const document = await open("workflow.yml");
    // The answer comes after the server has read the file.
    await commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
    assert.deepEqual(await marksWhen(document, []), []);
  });
});

suite("neoxConfig.restart", () => {
  test("the findings come back", async () => {
    const document = await open("block.yml");
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
    await commands.executeCommand("neoxConfig.restart");
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
  });
});
