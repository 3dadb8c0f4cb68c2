/// <reference types="mocha" />
import { assert } from "chai";
import { commands, languages, type TextDocument, window, workspace } from "vscode";
import { isProcess } from "../../../client/src/host";
import { closeAll, open, placeOf, until, untilIs, uriOf, write } from "../editor";

/** The page of this name that compares, once its preview is shown beside the text. */
async function comparison(name: string): Promise<TextDocument> {
  const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs);
  await untilIs(true, () => tabs().some(({ label }) => label.endsWith(name)));
  const find = () => workspace.textDocuments.find(({ uri }) => uri.path === `/compare/${name}`);
  const page = await until(find, (found) => found !== undefined);
  if (page === undefined) throw new Error(`no page behind the preview of ${name}`);
  return page;
}

/** A row as it is rendered: what is escaped is plain text. */
const row = (page: TextDocument, name: string) =>
  page
    .getText()
    .replaceAll("\\", "")
    .split("\n")
    .find((line) => line.startsWith(`| ${name} `))
    ?.replaceAll(/ +/g, " ");

suite("neoxConfig.compare", () => {
  teardown(closeAll);

  test("two configs by effective value, following the text", async () => {
    const document = await open("block.yml");
    await commands.executeCommand("neoxConfig.compare", uriOf("outdated.yml"));
    const page = await comparison("block.yml - outdated.yml.md");
    assert.equal(row(page, "num_kv_heads"), "| num_kv_heads | 8 | null (default) |");
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(placeOf(document, "8 # grouped"), "1"));
    const expected = "| num_kv_heads | 18 | null (default) |";
    assert.equal(await untilIs(expected, () => row(page, "num_kv_heads") ?? ""), expected);
  });

  test("the picker offers the configs of the workspace, those of the other folder too", async () => {
    await open("block.yml");
    let isAnswered = false;
    const answered = commands.executeCommand("neoxConfig.compare").then(() => {
      isAnswered = true;
    });
    // The picker does not say when it is open.
    for (const end = Date.now() + 10_000; Date.now() < end && !isAnswered; ) {
      await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await answered;
    assert.exists(await comparison("block.yml - block.yml.md"));
  });
});

suite("neoxConfig.compareCheckpoint", () => {
  const MODEL = "num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\n";
  const SAVED = "checkpoints/global_step1/configs/model.yml";

  suiteSetup(async () => {
    await write("resumed.yml", `# neox-config: on\n${MODEL}seed: 7\nload: checkpoints\n`);
    await write("checkpoints/latest", "global_step1");
    await write(SAVED, `${MODEL.replace("64", "128")}save: checkpoints\n`);
  });
  suiteTeardown(async () => {
    await workspace.fs.delete(uriOf("resumed.yml"));
    await workspace.fs.delete(uriOf("checkpoints"), { recursive: true });
  });
  teardown(closeAll);

  if (!isProcess) return;
  test("every value that differs, by what it does to the run that resumes", async () => {
    const document = await open("resumed.yml");
    // The disk is read behind the first answer: what it holds is compared once there is a finding about it.
    await until(() => languages.getDiagnostics(document.uri).length, Boolean);
    await commands.executeCommand("neoxConfig.compareCheckpoint");
    const page = await comparison("resumed.yml - its checkpoint.md");
    const text = page.getText();
    assert.equal(row(page, "hidden_size"), "| hidden_size | 128 | 64 | the weights' names and shapes |");
    assert.isAbove(text.indexOf("| seed "), text.indexOf("## Changes the training without a word"));
  });
});
