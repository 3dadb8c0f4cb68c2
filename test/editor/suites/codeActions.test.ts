/// <reference types="mocha" />
import { assert } from "chai";
import { type CodeAction, commands, type Range, type TextDocument, workspace } from "vscode";
import { closeAll, type Mark, marksWhen, open, placeOf, wholeOf, withFiles, withText } from "../editor";

const TEXT = [
  "hidden_size: 64",
  "num_layers: 2",
  "num_attention_heads: 4",
  "min_lr: 1e-6",
  "weight_decay: 1e-2 # kept",
  "hidden_dropout: 0\n",
].join("\n");

const asString = (text: string): Mark => ({ rule: "number-as-string", severity: 0, text });
const FOUND = [asString("1e-6"), asString("1e-2")];

/** The actions of a kind in a range, in order. */
function actionsIn({ uri }: TextDocument, range: Range, kind: string): Thenable<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind, 100);
}

function onLineOf(document: TextDocument, text: string): Thenable<CodeAction[]> {
  return actionsIn(document, document.lineAt(placeOf(document, text)).range, "quickfix");
}

const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);

/** Does what the one action with this title does. */
async function take(actions: readonly CodeAction[], title: string): Promise<void> {
  const edit = actions.find((each) => each.title === title)?.edit;
  if (edit === undefined) throw new Error(`not among ${titles(actions)}: ${title}`);
  await workspace.applyEdit(edit);
}

suite("quick fixes", () => {
  test("for the finding, for all of its kind, and to leave it be", () =>
    withText(TEXT, async (document) => {
      assert.deepEqual(await marksWhen(document, FOUND), FOUND);
      const actions = await onLineOf(document, "min_lr");
      assert.deepEqual(titles(actions), [
        "Write min_lr: 1.0e-6",
        "Ignore number-as-string on this line",
        "Turn number-as-string off in this workspace",
        "Explain number-as-string",
        "Fix all 2 of this kind (number-as-string)",
      ]);
      assert.deepEqual(titles(await onLineOf(document, "hidden_size")), []);
    }));

  test("the first fix changes one token", async () => {
    for (const name of ["block.yml", "flow.yml"]) {
      const document = await open(name);
      await marksWhen(document, [{ rule: "kv-heads-reshape", severity: 1, text: "8" }]);
      const before = document.getText();
      const fixes = await onLineOf(document, "# grouped");
      // Of a fault that main has no more, while nobody knows which version runs.
      assert.deepEqual(titles(fixes.filter(({ isPreferred }) => isPreferred)), []);
      assert.equal(fixes[0]?.title, "num_kv_heads: 10 → head_dim 128, 4 query heads per group");
      await take(fixes, "num_kv_heads: 10 → head_dim 128, 4 query heads per group");
      assert.equal(document.getText(), before.replace(/(?<=kv.heads"?: )8/, "10"));
      assert.deepEqual(await marksWhen(document, []), []);
      await closeAll();
    }
  });

  for (const [title, expected] of [
    ["Write min_lr: 1.0e-6", TEXT.replace("1e-6", "1.0e-6")],
    ["Fix all 2 of this kind (number-as-string)", TEXT.replace("1e-6", "1.0e-6").replace("1e-2", "1.0e-2")],
    [
      "Ignore number-as-string on this line",
      TEXT.replace("min_lr", "# neox-config: ignore number-as-string\nmin_lr"),
    ],
  ] as const)
    test(title, () =>
      withText(TEXT, async (document) => {
        await marksWhen(document, FOUND);
        await take(await onLineOf(document, "min_lr"), title);
        assert.equal(document.getText(), expected);
      }),
    );

  test("explains the rule", () =>
    withText(TEXT, async (document) => {
      await marksWhen(document, FOUND);
      const actions = await onLineOf(document, "min_lr");
      const explains = actions.find(({ title }) => title.startsWith("Explain"))?.command;
      assert.deepEqual(
        [explains?.command, explains?.arguments],
        ["neoxConfig.explain", ["number-as-string"]],
      );
    }));
});

suite("rewriting the file", () => {
  const rewrites = (document: TextDocument) => actionsIn(document, wholeOf(document), "refactor.rewrite");
  const FLOW =
    '{\n  # sizes\n  "hidden-size": 64, "pos-emb": "rotary", # few\n  "num-attention-heads": 4,\n}\n';

  test("dashes to underscores", () =>
    withText(FLOW, async (document) => {
      assert.deepEqual(titles(await rewrites(document)), [
        "Write all keys with underscores",
        "Convert to block style",
      ]);
      await take(await rewrites(document), "Write all keys with underscores");
      assert.equal(document.getText(), FLOW.replaceAll("-", "_"));
      assert.deepEqual(titles(await rewrites(document)), ["Convert to block style"]);
    }));

  test("flow to block style, with the comments", () =>
    withText(FLOW, async (document) => {
      await take(await rewrites(document), "Convert to block style");
      assert.equal(
        document.getText(),
        '# sizes\nhidden-size: 64\npos-emb: "rotary" # few\nnum-attention-heads: 4\n',
      );
      assert.deepEqual(titles(await rewrites(document)), ["Write all keys with underscores"]);
    }));
});

suite("source.fixAll.neoxConfig", () => {
  withFiles({ "onSave.yml": TEXT });

  test("is offered for the whole file", () =>
    withText(TEXT, async (document) => {
      await marksWhen(document, FOUND);
      const actions = await actionsIn(document, wholeOf(document), "source.fixAll");
      assert.deepEqual(titles(actions), ["Fix all that is safe to fix"]);
      await take(actions, "Fix all that is safe to fix");
      assert.equal(document.getText(), TEXT.replace("1e-6", "1.0e-6").replace("1e-2", "1.0e-2"));
    }));

  test("runs on saving, for who sets it", async () => {
    const editor = workspace.getConfiguration("editor");
    await editor.update("codeActionsOnSave", { "source.fixAll.neoxConfig": "explicit" });
    try {
      const document = await open("onSave.yml");
      assert.deepEqual(await marksWhen(document, FOUND), FOUND);
      await commands.executeCommand("workbench.action.files.save");
      assert.equal(document.getText(), TEXT.replace("1e-6", "1.0e-6").replace("1e-2", "1.0e-2"));
      assert.equal(document.isDirty, false);
    } finally {
      await editor.update("codeActionsOnSave", undefined);
    }
  });
});
