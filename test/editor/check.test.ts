/// <reference types="mocha" />
import { assert } from "chai";
import { type CodeAction, commands, type Hover, MarkdownString, type TextDocument, workspace } from "vscode";
import { type Mark, marksWhen, open } from "./editor";

const RESHAPE: Mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };

/** Where the value of the `num_kv_heads` line starts. */
function kvHeadsPosition(document: TextDocument) {
  return document.positionAt(document.getText().search(/(?<=kv.heads"?: )8/));
}

for (const name of ["block.yml", "flow.yml"]) {
  suite(name, () => {
    test("the shapes that older versions cannot reshape are a warning", async () => {
      const document = await open(name);
      assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
    });

    test("hover shows the arithmetic", async () => {
      const document = await open(name);
      const hovers = await commands.executeCommand<Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        kvHeadsPosition(document),
      );
      const text = hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (content instanceof MarkdownString ? content.value : content))
        .join("\n");
      assert.include(text, "head_dim");
    });

    test("the preferred fix clears the warning and changes one token", async () => {
      const document = await open(name);
      await marksWhen(document, [RESHAPE]);
      const before = document.getText();
      const at = kvHeadsPosition(document);
      const actions = await commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        document.lineAt(at).range,
        "quickfix",
      );
      const edit = actions.find(({ isPreferred }) => isPreferred)?.edit;
      assert.isDefined(edit);
      if (edit) await workspace.applyEdit(edit);
      assert.deepEqual(await marksWhen(document, []), []);
      assert.match(document.getText(), /kv.heads"?: (10|40|20)\b/);
      assert.equal(document.getText().replace(/(?<=kv.heads"?: )\d+/, "8"), before);
      await commands.executeCommand("workbench.action.files.revert");
    });
  });
}

suite("other YAML", () => {
  test("nothing is said about a workflow", async () => {
    const checked = await open("block.yml");
    const workflow = await open("workflow.yml");
    assert.deepEqual(await marksWhen(checked, [RESHAPE]), [RESHAPE]);
    assert.deepEqual(await marksWhen(workflow, []), []);
  });
});

suite("neoxConfig.restart", () => {
  test("the diagnostics come back", async () => {
    const document = await open("block.yml");
    await marksWhen(document, [RESHAPE]);
    await commands.executeCommand("neoxConfig.restart");
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
  });
});
