import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

test("flow style: a value is completed with the best one that divides", () =>
  workbench.withExample("13B-gqa-flow.yml", {}, async (editor) => {
    const before = editor.onDisk();
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.goTo("8, # grouped-query attention");
    await editor.page.keyboard.press("Delete");
    expect(await editor.suggestions()).toEqual(["10", "20", "40"]);
    await editor.page.keyboard.press("Enter");
    await editor.save();
    expect(editor.onDisk()).toBe(before.replace('"num-kv-heads": 8,', '"num-kv-heads": 10,'));
  }));

test("flow style: a half-typed key is completed with the file's dashes, quotes and comma", () =>
  workbench.withExample("13B-gqa-flow.yml", {}, async (editor) => {
    const before = editor.onDisk();
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.goTo("  # batch");
    await editor.page.keyboard.type('  "gradient-cl');
    expect((await editor.suggestions())[0]).toBe("gradient-clipping");
    await editor.page.keyboard.press("Enter");
    await editor.page.keyboard.type("0.5");
    await editor.save();
    expect(editor.onDisk()).toBe(before.replace("  # batch", '  "gradient-clipping": 0.5,  # batch'));
  }));
