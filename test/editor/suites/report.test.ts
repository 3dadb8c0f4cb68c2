/// <reference types="mocha" />
import { assert } from "chai";
import { commands, TabInputWebview, window } from "vscode";
import { closeAll, open, until } from "../editor";

suite("neoxConfig.openReport", () => {
  test("a view beside the text, named by the file", async () => {
    await open("block.yml");
    await commands.executeCommand("neoxConfig.openReport");
    const views = () =>
      window.tabGroups.all.flatMap(({ viewColumn, tabs }) =>
        tabs.filter(({ input }) => input instanceof TabInputWebview).map(({ label }) => [viewColumn, label]),
      );
    assert.deepEqual(await until(views, (found) => found.length > 0), [[2, "Report: block.yml"]]);
    await closeAll();
  });
});
