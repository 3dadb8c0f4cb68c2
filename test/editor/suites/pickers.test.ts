/// <reference types="mocha" />
import { assert } from "chai";
import { ConfigurationTarget, workspace } from "vscode";
import { type Mark, marksWhen, open, takeFirst } from "../editor";

const RESHAPE: Mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };

suite("pickers of the status items", () => {
  test("the version that is chosen is written, and counts", async () => {
    const document = await open("block.yml");
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
    await takeFirst("neoxConfig.selectTarget");
    const settings = () => workspace.getConfiguration("neoxConfig", document.uri);
    assert.equal(settings().get("target"), "main");
    assert.deepEqual(await marksWhen(document, []), []);
    await settings().update("target", undefined, ConfigurationTarget.Workspace);
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
  });

  test("in a folder with a version of its own it is written there", async () => {
    const document = await open("cluster/block.yml");
    const settings = () => workspace.getConfiguration("neoxConfig", document.uri);
    await settings().update("target", "2024-10-31", ConfigurationTarget.WorkspaceFolder);
    const error: Mark = { ...RESHAPE, severity: 0 };
    assert.deepEqual(await marksWhen(document, [error]), [error]);
    await takeFirst("neoxConfig.selectTarget");
    assert.deepEqual(await marksWhen(document, []), []);
    const { workspaceFolderValue, workspaceValue } = settings().inspect("target") ?? {};
    assert.deepEqual(
      { workspaceFolderValue, workspaceValue },
      { workspaceFolderValue: "main", workspaceValue: undefined },
    );
    await settings().update("target", undefined, ConfigurationTarget.WorkspaceFolder);
  });

  test("the number of GPUs begins with the one that is set", async () => {
    const document = await open("block.yml");
    const settings = () => workspace.getConfiguration("neoxConfig", document.uri);
    await settings().update("gpus", 96, ConfigurationTarget.Workspace);
    await takeFirst("neoxConfig.setGpus");
    assert.equal(settings().get("gpus"), 96);
    await settings().update("gpus", undefined, ConfigurationTarget.Workspace);
  });
});
