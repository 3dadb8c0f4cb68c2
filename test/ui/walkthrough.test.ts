import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

test("the walkthrough is found by name, opens the sample, and ticks the step", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const { page } = editor;
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.runQuestion("Welcome: Open Walkthrough");
    await page.keyboard.type("Get started with GPT-NeoX configs");
    expect(await editor.picks()).toEqual([
      "Get started with GPT-NeoX configsGPT-NeoX Config | See what GPT-NeoX would do with a config before a job is in the queue.",
    ]);
    await page.keyboard.press("Enter");
    const steps = page.locator(".getting-started-step");
    await steps.first().waitFor();
    expect(await steps.locator(".step-title").allInnerTexts()).toEqual([
      "Open a config",
      "Read a finding and mend it",
      "Say which GPT-NeoX runs it",
      "See what NeoX would train with",
      "See what the model needs",
      "Check the whole workspace",
    ]);
    const first = steps.first();
    expect(await first.locator(".codicon-getting-started-step-checked.complete").count()).toBe(0);
    const open = first.locator("button, a.monaco-button", { hasText: "Open a sample config" });
    await open.focus();
    // A page that has just been drawn takes no key yet.
    await editor.pressUntil(page.locator(".tab.active", { hasText: "Untitled-1" }), ["Enter"]);
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await page.keyboard.press("Control+PageUp");
    await first.locator(".codicon.complete").waitFor();
  }));
