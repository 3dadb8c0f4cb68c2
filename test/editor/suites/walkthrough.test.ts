/// <reference types="mocha" />
import { assert } from "chai";
import { commands, extensions, Uri, window, workspace } from "vscode";
import { marksWhen } from "../editor";

suite("the walkthrough", () => {
  test("each step has its text in both languages, and its command is ours or the editor's", async () => {
    const extension = extensions.getExtension("neox-config.neox-config");
    const [walkthrough] = extension?.packageJSON.contributes.walkthroughs ?? [];
    const media = walkthrough.steps.map(({ media }: { media: { markdown: string } }) => media.markdown);
    assert.equal(media.length, 6);
    for (const path of media)
      for (const name of [path, path.replace(/\.md$/, ".nls.zh-cn.md")]) {
        const bytes = await workspace.fs.readFile(
          Uri.joinPath(extension?.extensionUri ?? Uri.parse(""), name),
        );
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
