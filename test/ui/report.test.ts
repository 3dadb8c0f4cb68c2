import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

test("the report opens by keyboard, a chosen shape is written, and undo takes it back", () =>
  workbench.withExample("13B-gqa.yml", { "neoxConfig.target": "2024-10-31" }, async (editor) => {
    const { page } = editor;
    await editor.goTo("num_kv_heads: 8");
    await editor.hover("head_dim");
    await editor.runCommand("NeoX Config: Open the report");
    const view = page.frameLocator("iframe.webview").frameLocator("iframe");
    const present = view.locator("button[aria-current]");
    await present.waitFor();
    expect(await present.getAttribute("aria-label")).toContain("does not work");

    const shape = view.locator("button.works[aria-label^='hidden size 5120, 32 heads, 8 key/value heads']");
    await shape.focus();
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: "num_attention_heads: 32" }).waitFor();
    // The focus is still in the report: keys that would move it first take their time through two frames.
    await editor.pressUntil(page.locator(".view-line", { hasText: "num_attention_heads: 40" }), [
      "Control+z",
    ]);
  }));
