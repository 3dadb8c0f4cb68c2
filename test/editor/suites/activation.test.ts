/// <reference types="mocha" />
import { assert } from "chai";
import { commands, extensions } from "vscode";
import { open } from "../editor";

suite("activation", () => {
  test("a YAML file starts the extension", async () => {
    await open("workflow.yml");
    const extension = extensions.getExtension("neox-config.neox-config");
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  test("every command of the manifest is registered", async () => {
    const contributed: { command: string }[] =
      extensions.getExtension("neox-config.neox-config")?.packageJSON.contributes.commands;
    const registered = new Set(await commands.getCommands(true));
    assert.deepEqual(
      contributed.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
