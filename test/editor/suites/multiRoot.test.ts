/// <reference types="mocha" />
import { assert } from "chai";
import { ConfigurationTarget, workspace } from "vscode";
import { type Mark, marksWhen, open, uriOf } from "../editor";

const RESHAPE: Mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };

suite("two folders", () => {
  test("the project file of each counts for its own configs", async () => {
    const [here, there] = [await open("block.yml"), await open("cluster/block.yml")];
    assert.equal(here.getText(), there.getText());
    assert.deepEqual(await marksWhen(here, [RESHAPE]), [RESHAPE]);
    assert.deepEqual(await marksWhen(there, []), []);
  });

  test("so do the settings of each, and they win over the project file", async () => {
    const [here, there] = [await open("block.yml"), await open("cluster/block.yml")];
    const settings = workspace.getConfiguration("neoxConfig", uriOf("cluster/block.yml"));
    const error: Mark = { ...RESHAPE, severity: 0 };
    await settings.update("target", "2024-10-31", ConfigurationTarget.WorkspaceFolder);
    assert.deepEqual(await marksWhen(there, [error]), [error]);
    assert.deepEqual(await marksWhen(here, [RESHAPE]), [RESHAPE]);
    await settings.update("target", undefined, ConfigurationTarget.WorkspaceFolder);
    assert.deepEqual(await marksWhen(there, []), []);
  });
});
