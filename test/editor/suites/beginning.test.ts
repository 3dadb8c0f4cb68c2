/// <reference types="mocha" />
import { assert } from "chai";
import {
  type CompletionList,
  commands,
  languages,
  type Position,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { closeAll, takeFirst, until, untilIs, withText } from "../editor";

const COMPLETE = "vscode.executeCompletionItemProvider";

suite("beginning a config", () => {
  teardown(closeAll);

  test("a new config is a text without findings, its first tab stop selected", async () => {
    await takeFirst("neoxConfig.new");
    const editor = await until(
      () => window.activeTextEditor,
      (found) => found?.document.getText().includes("num_layers") === true,
    );
    if (editor === undefined) throw new Error("no new config");
    const { document } = editor;
    assert.match(document.getText(), /^# Trains a model of 70M parameters\.\n/);
    assert.equal(document.getText(editor.selection), "data/text_document");
    assert.deepEqual(languages.getDiagnostics(document.uri), []);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  test("a new config from the folder of a Hugging Face model", async () => {
    const folder = Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file("/"), "tiny-llama");
    const model = {
      model_type: "llama",
      vocab_size: 304,
      hidden_size: 64,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      intermediate_size: 96,
      rope_scaling: { rope_type: "linear", factor: 4 },
    };
    const file = Uri.joinPath(folder, "config.json");
    await workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(model)));
    await commands.executeCommand("neoxConfig.newFromHuggingFace", folder);
    const editor = await until(
      () => window.activeTextEditor,
      (found) => found?.document.getText().includes("tiny-llama") === true,
    );
    if (editor === undefined) throw new Error("no new config");
    const { document } = editor;
    assert.match(document.getText(), /^# The nearest to tiny-llama \(llama\) that GPT-NeoX builds: /);
    assert.include(
      document.getText(),
      '# - rope_scaling: {"rope_type": "linear", "factor": 4} · NeoX does not scale',
    );
    assert.include(document.getText(), "\nintermediate_size: 288\n");
    assert.equal(document.languageId, "yaml");
    assert.isTrue(document.isUntitled);
    assert.deepEqual(languages.getDiagnostics(document.uri), []);
    await workspace.fs.delete(folder, { recursive: true });
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  test("one is offered to who types neox into an empty text, and to nobody else", async () => {
    const labels = async (document: TextDocument, at: Position) => {
      const list = await commands.executeCommand<CompletionList>(COMPLETE, document.uri, at);
      return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    };
    await withText("neox|", async (document, at) =>
      assert.include(await labels(document, at), "neox-training"),
    );
    await withText("name: build\nne|", async (document, at) =>
      assert.notInclude(await labels(document, at), "neox-training"),
    );
  });

  test("a text that is left alone is checked once its comment asks for it", async () => {
    const found = (document: TextDocument) => languages.getDiagnostics(document.uri).length;
    await withText("hiden_size: 64\n", async (document) => {
      assert.equal(found(document), 0);
      await commands.executeCommand("neoxConfig.callConfig");
      assert.equal(document.getText(), "# neox-config: on\nhiden_size: 64\n");
      assert.equal(await untilIs(1, () => found(document)), 1);
    });
  });
});
