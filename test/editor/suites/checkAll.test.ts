/// <reference types="mocha" />
import { assert } from "chai";
import { commands, languages, workspace } from "vscode";
import { marksWhen, open, ruleOf, until } from "../editor";

suite("neoxConfig.checkAll", () => {
  /** What the problems view lists of ours: file, rule and line. */
  const problems = () =>
    languages
      .getDiagnostics()
      .flatMap(([uri, found]) =>
        found
          .filter(({ source }) => source === "neox-config")
          .map((each) => {
            const path = workspace.asRelativePath(uri, true);
            return `${path}:${each.range.start.line + 1} ${ruleOf(each)}`;
          }),
      )
      .sort();
  const PROBLEMS = [
    "configs/block.yml:4 kv-heads-reshape",
    "configs/flow.yml:4 kv-heads-reshape",
    "configs/outdated.yml:5 removed-argument",
    "configs/outdated.yml:6 deprecated-nested-key",
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
    assert.deepEqual(tally, { files: 4, errors: 1, warnings: 2 });
    const document = await open("flow.yml");
    const mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };
    assert.deepEqual(await marksWhen(document, [mark]), [mark]);
    await commands.executeCommand("neoxConfig.checkAll");
    assert.deepEqual(problems(), PROBLEMS);
  });
});
