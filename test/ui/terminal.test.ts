import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

/** The end of a launch of the example, as a job leaves it. */
const LOG = `[rank0]: Traceback (most recent call last):
[rank0]:   File "/opt/gpt-neox/train.py", line 32, in <module>
[rank0]:     main()
[rank0]:   File "/opt/gpt-neox/megatron/model/transformer.py", line 745, in gqa_project
[rank0]:     value_layer = value_layer.view(*new_kv_shape)
[rank0]: RuntimeError: shape '[4096, 1, 20, 179]' is invalid for input of size 14680064
`;

/** Canvases have no text to find. */
const AS_TEXT = { "terminal.integrated.gpuAcceleration": "off" };

test("a traceback in a terminal is a link that leads to the key in the config", () =>
  workbench.withExample("13B-gqa.yml", { "neoxConfig.target": "2024-10-31", ...AS_TEXT }, async (editor) => {
    const { page } = editor;
    await editor.squiggle("error").first().waitFor({ state: "attached" });
    editor.writeBeside("run.log", LOG);
    await editor.runCommand("Terminal: Create New Terminal");
    // What is typed before goes into the config.
    await page.locator(".terminal-wrapper.active .xterm.focus").waitFor();
    await page.keyboard.type("cat run.log\n");
    const exception = page.locator(".xterm-rows > div", { hasText: "RuntimeError: shape" });
    await exception.waitFor();
    // What lies above the text takes the pointer, and VS Code looks for links only where it has rested.
    const onName = { position: { x: 100, y: 8 }, force: true };
    const explanation = page.locator(".tab", { hasText: "Why: the terminal.md" }).first();
    const click = async () => {
      await exception.hover(onName);
      await exception.click({ ...onName, modifiers: ["Control"] });
      await explanation.waitFor({ timeout: 5000 }).catch(() => undefined);
      return await explanation.isVisible();
    };
    await expect.poll(click).toBe(true);
    await page.getByRole("button", { name: "Go to num_kv_heads" }).click();
    await page.getByText("Ln 11, Col 16 (1 selected)").waitFor();
    expect(await page.locator(".tab", { hasText: "13B-gqa.yml" }).count()).toBe(1);
    expect(await editor.messages()).toEqual([]);
  }));
