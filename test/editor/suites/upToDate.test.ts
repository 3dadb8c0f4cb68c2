/// <reference types="mocha" />
import { assert } from "chai";
import { commands } from "vscode";
import { closeAll, open } from "../editor";

/** Runs the command and applies what its preview has ticked, as soon as that is open. */
async function updateAndApply(): Promise<void> {
  let isAnswered = false;
  const answered = commands.executeCommand("neoxConfig.bringUpToDate").then(() => {
    isAnswered = true;
  });
  while (!isAnswered) {
    await commands.executeCommand("refactorPreview.apply").then(undefined, () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await answered;
}

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

  test("applying it as it opens changes all outdated keys and nothing else", async () => {
    const document = await open("outdated.yml");
    const before = document.getText();
    await updateAndApply();
    const changed = before
      .replace("save_interval", "checkpoint_factor")
      .replace("cpu_offload: true", 'offload_optimizer: { "device": "cpu" }');
    assert.equal(document.getText(), changed);
    await closeAll();
  });

  test("a config that is up to date is left alone", async () => {
    const document = await open("block.yml");
    await commands.executeCommand("neoxConfig.bringUpToDate");
    assert.equal(document.isDirty, false);
  });
});
