/// <reference types="mocha" />
import { assert } from "chai";
import { commands, env, Selection, type TextDocument, Uri, window, workspace } from "vscode";
import { ExceptionLinks } from "../../../client/src/failedRun";
import { closeAll, open, until, untilIs } from "../editor";

const TRACEBACK = `Traceback (most recent call last):
  File "/opt/gpt-neox/megatron/model/transformer.py", line 745, in gqa_project
    raise RuntimeError(...)
RuntimeError: shape '[4096, 1, 5, 179]' is invalid for input of size 3670016
`;

/** The text of the page that explains a run, once its preview is shown. */
async function explanation(name: string): Promise<TextDocument> {
  const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs);
  await untilIs(true, () => tabs().some(({ label }) => label.includes(name)));
  const find = () => workspace.textDocuments.find(({ uri }) => uri.path === `/why/Why: ${name}.md`);
  const page = await until(find, (found) => found !== undefined);
  if (page === undefined) throw new Error(`no page behind the preview of ${name}`);
  return page;
}

/** Runs the command and takes the first offer. */
async function explainFirst(): Promise<void> {
  let isAnswered = false;
  const answered = commands.executeCommand("neoxConfig.why").then(() => {
    isAnswered = true;
  });
  for (const end = Date.now() + 10_000; Date.now() < end && !isAnswered; ) {
    await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await answered;
}

suite("neoxConfig.why", () => {
  teardown(closeAll);

  test("the selected text, with the config beside it", async () => {
    await open("block.yml");
    const document = await workspace.openTextDocument({ content: TRACEBACK });
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(0, 0, document.lineCount, 0);
    await explainFirst();
    assert.include((await explanation("the text")).getText(), "gqa_project");
  });

  test("the clipboard, which keeps what it holds", async () => {
    await env.clipboard.writeText(TRACEBACK);
    await explainFirst();
    assert.include((await explanation("the text")).getText(), "gqa_project");
    assert.equal(await env.clipboard.readText(), TRACEBACK);
  });

  test("a file of the explorer", async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    if (folder === undefined) throw new Error("no folder");
    const log = Uri.joinPath(folder, "run.log");
    await workspace.fs.writeFile(log, new TextEncoder().encode(TRACEBACK));
    try {
      await commands.executeCommand("neoxConfig.why", log);
      assert.include((await explanation("run.log")).getText(), "line 4 of run.log");
    } finally {
      await workspace.fs.delete(log);
    }
  });

  test("an exception in the terminal is a link, and other lines are none", async () => {
    const clicked: string[] = [];
    const links = new ExceptionLinks(async (line) => void clicked.push(line));
    const line = "[rank1]: torch.OutOfMemoryError: CUDA out of memory.";
    const [link] = links.provideTerminalLinks({ line });
    if (link === undefined) throw new Error("no link");
    assert.equal(line.slice(link.startIndex, link.startIndex + link.length), "torch.OutOfMemoryError");
    await links.handleTerminalLink(link);
    assert.deepEqual(clicked, ["torch.OutOfMemoryError: CUDA out of memory."]);
    for (const other of ["ERROR: x", "  raise ValueError(...)", "see RuntimeError", " samples/sec: 1"])
      assert.isEmpty(links.provideTerminalLinks({ line: other }));
  });
});
