/// <reference types="mocha" />
import { assert } from "chai";
import {
  commands,
  extensions,
  languages,
  Selection,
  TabInputWebview,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { marksWhen, open, until } from "./editor";

const folder = () => workspace.workspaceFolders?.[0]?.uri ?? Uri.parse("");

/** The text of a read-only page of ours. */
async function pageText(path: string, query = ""): Promise<string> {
  const page = await workspace.openTextDocument(Uri.from({ scheme: "neox-config", path, query }));
  return page.getText();
}

suite("neoxConfig.explain", () => {
  const previews = () =>
    window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.filter(({ input }) => input instanceof TabInputWebview).map(({ label }) => label),
    );

  test("the argument at the cursor, as a rendered page beside the text", async () => {
    const document = await open("block.yml");
    const start = document.positionAt(document.getText().indexOf("num_kv_heads"));
    const editor = window.activeTextEditor;
    if (editor) editor.selection = new Selection(start, start);
    await commands.executeCommand("neoxConfig.explain");
    assert.deepEqual(await until(previews, (found) => found.length > 0), ["Preview num_kv_heads.md"]);
    const text = await pageText("/explain/num_kv_heads.md");
    assert.match(text, /^\*\*`num_kv_heads`\*\*/);
    assert.match(
      text,
      /\n- \[kv-heads-reshape\]\(kv-heads-reshape\.md\): Before 96c242eb \(2024-11-13\), grouped heads must survive/,
    );
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("a rule by its name, as the quick fix asks for it", async () => {
    const page = await pageText("/explain/kv-heads-reshape.md");
    assert.match(page, /^# kv-heads-reshape\n\nBefore 96c242eb \(2024-11-13\), grouped heads must survive/);
    assert.match(page, /\n> The reshape before 96c242eb fails: /);
    await commands.executeCommand("neoxConfig.explain", "kv-heads-reshape");
    assert.deepEqual(await until(previews, (found) => found.length > 0), ["Preview kv-heads-reshape.md"]);
    await commands.executeCommand("workbench.action.closeAllEditors");
  });
});

suite("neoxConfig.showEffective", () => {
  const line = (document: TextDocument, key: string) =>
    document
      .getText()
      .split("\n")
      .find((each) => each.startsWith(`${key}:`));

  test("values with their origin, which follow the text", async () => {
    const document = await open("block.yml");
    await commands.executeCommand("neoxConfig.showEffective");
    const page = await until(
      () => workspace.textDocuments.find(({ uri }) => uri.path === "/effective/block.yml"),
      (found) => found !== undefined,
    );
    if (page === undefined) throw new Error("no page");
    const at = document.positionAt(document.getText().indexOf("num_kv_heads: 8")).line + 1;
    assert.equal(line(page, "num_kv_heads"), `num_kv_heads: 8  # block.yml:${at}`);
    assert.equal(line(page, "weight_decay"), "weight_decay: 0.1  # default");
    await open("block.yml");
    const value = document.getText().indexOf("num_kv_heads: 8") + "num_kv_heads: ".length;
    await window.activeTextEditor?.edit((edit) =>
      edit.replace(new Selection(document.positionAt(value), document.positionAt(value + 1)), "10"),
    );
    const changed = await until(
      () => line(page, "num_kv_heads"),
      (found) => found?.includes(": 10 ") === true,
    );
    assert.equal(changed, `num_kv_heads: 10  # block.yml:${at}`);
    await commands.executeCommand("workbench.action.files.revert");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });
});

suite("neoxConfig.checkAll", () => {
  /** What the problems view lists of ours: file, rule and line. */
  const problems = () =>
    languages
      .getDiagnostics()
      .flatMap(([uri, found]) =>
        found
          .filter(({ source }) => source === "neox-config")
          .map(({ code, range }) => {
            const rule = typeof code === "object" ? code.value : code;
            return `${uri.path.split("/").at(-1)}:${range.start.line + 1} ${rule}`;
          }),
      )
      .sort();
  const PROBLEMS = [
    "block.yml:4 kv-heads-reshape",
    "flow.yml:4 kv-heads-reshape",
    "outdated.yml:5 removed-argument",
    "outdated.yml:6 deprecated-nested-key",
  ];

  test("lists the findings of all files without opening any, each once also when its file is opened", async () => {
    await commands.executeCommand("workbench.action.closeAllEditors");
    const isOpen = (name: string) => workspace.textDocuments.some(({ uri }) => uri.path.endsWith(`/${name}`));
    await until(
      () => isOpen("flow.yml"),
      (open) => !open,
    );
    const tally = await commands.executeCommand("neoxConfig.checkAll");
    assert.deepEqual(problems(), PROBLEMS);
    assert.deepEqual(tally, { files: 3, errors: 1, warnings: 2 });
    const document = await open("flow.yml");
    const mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };
    assert.deepEqual(await marksWhen(document, [mark]), [mark]);
    await commands.executeCommand("neoxConfig.checkAll");
    assert.deepEqual(problems(), PROBLEMS);
  });
});

suite("neoxConfig.bringUpToDate", () => {
  test("nothing changes before it is confirmed in the preview, and nothing when that is discarded", async () => {
    const document = await open("outdated.yml");
    const before = document.getText();
    let isAnswered = false;
    const answered = commands.executeCommand("neoxConfig.bringUpToDate").then(() => {
      isAnswered = true;
    });
    // The preview does not say when it is open.
    for (const end = Date.now() + 5000; Date.now() < end && !isAnswered; ) {
      assert.equal(document.getText(), before);
      await commands.executeCommand("refactorPreview.discard").then(undefined, () => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal(isAnswered, true);
    await answered;
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });
});

suite("the walkthrough", () => {
  test("each step has its text in both languages, and its command is ours or the editor's", async () => {
    const extension = extensions.getExtension("neox-config.neox-config");
    const [walkthrough] = extension?.packageJSON.contributes.walkthroughs ?? [];
    const media = walkthrough.steps.map(({ media }: { media: { markdown: string } }) => media.markdown);
    assert.equal(media.length, 5);
    for (const path of media)
      for (const name of [path, path.replace(/\.md$/, ".nls.zh-cn.md")]) {
        const bytes = await workspace.fs.readFile(Uri.joinPath(extension?.extensionUri ?? folder(), name));
        assert.match(new TextDecoder().decode(bytes), /^# /);
      }
  });

  test("the sample is a new text with the finding that the walkthrough speaks of", async () => {
    await commands.executeCommand("neoxConfig.openSample");
    const document = window.activeTextEditor?.document;
    if (document === undefined) throw new Error("no sample");
    assert.equal(document.isUntitled, true);
    const expected = [{ rule: "kv-heads-reshape", severity: 1, text: "8" }];
    assert.deepEqual(await marksWhen(document, expected), expected);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
