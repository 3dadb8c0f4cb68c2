/// <reference types="mocha" />
import { assert } from "chai";
import { type CodeAction, commands, type TextDocument, workspace } from "vscode";
import { hoverText, type Mark, marksWhen, open, withSetting } from "./editor";

const RESHAPE: Mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };
const RESHAPE_ERROR: Mark = { ...RESHAPE, severity: 0 };

/** Where the value of `num_kv_heads` starts. */
function kvHeadsPosition(document: TextDocument) {
  return document.positionAt(document.getText().search(/(?<=kv.heads"?: )8/));
}

for (const name of ["block.yml", "flow.yml"]) {
  suite(name, () => {
    test("the shapes that some versions cannot reshape are a warning", async () => {
      const document = await open(name);
      assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
    });

    test("hover shows the arithmetic", async () => {
      const document = await open(name);
      const hover = await hoverText(document, kvHeadsPosition(document));
      assert.match(hover, /head_dim.*128/);
    });

    test("the preferred fix clears the warning and changes one token", async () => {
      const document = await open(name);
      await marksWhen(document, [RESHAPE]);
      const before = document.getText();
      const line = document.lineAt(kvHeadsPosition(document));
      const actions = await commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        line.range,
        "quickfix",
      );
      const preferred = actions.filter(({ isPreferred }) => isPreferred);
      assert.deepEqual(
        preferred.map(({ title }) => title),
        ["num_kv_heads: 10 → head_dim 128, 4 query heads per group"],
      );
      const edit = preferred[0]?.edit;
      if (edit) await workspace.applyEdit(edit);
      assert.equal(document.getText(), before.replace(/(?<=kv.heads"?: )8/, "10"));
      assert.deepEqual(await marksWhen(document, []), []);
      await commands.executeCommand("workbench.action.files.revert");
    });
  });
}

suite("settings, without a restart", () => {
  test("neoxConfig.target: an affected version is an error, a mended one is silent", async () => {
    const document = await open("block.yml");
    await withSetting("target", "2024-10-31", async () =>
      assert.deepEqual(await marksWhen(document, [RESHAPE_ERROR]), [RESHAPE_ERROR]),
    );
    await withSetting("target", "main", async () => assert.deepEqual(await marksWhen(document, []), []));
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
  });

  test("neoxConfig.rules: a rule's severity, or off", async () => {
    const document = await open("block.yml");
    const hint: Mark = { ...RESHAPE, severity: 3 };
    await withSetting("rules", { "kv-heads-reshape": "hint" }, async () =>
      assert.deepEqual(await marksWhen(document, [hint]), [hint]),
    );
    await withSetting("rules", { "kv-heads-reshape": "off" }, async () =>
      assert.deepEqual(await marksWhen(document, []), []),
    );
  });

  test("neoxConfig.files: JSON files that it names are checked, others are not", async () => {
    const document = await open("plain.json");
    assert.equal(await hoverText(document, kvHeadsPosition(document)), "");
    assert.deepEqual(await marksWhen(document, []), []);
    await withSetting("files", ["plain.json"], async () =>
      assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]),
    );
    assert.deepEqual(await marksWhen(document, []), []);
  });
});

suite("other YAML", () => {
  test("nothing is said about a workflow", async () => {
    const document = await open("workflow.yml");
    // The answer comes after the server has read the file.
    assert.equal(await hoverText(document, document.positionAt(0)), "");
    assert.deepEqual(await marksWhen(document, []), []);
  });
});

suite("neoxConfig.restart", () => {
  test("the diagnostics come back", async () => {
    const document = await open("block.yml");
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
    await commands.executeCommand("neoxConfig.restart");
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
  });
});
