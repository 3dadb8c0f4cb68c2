import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

test("the preview has one ticked row for each thing that is out of date, and what stays ticked is applied", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const { page } = editor;
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.goTo("num_kv_heads: 8");
    await page.keyboard.insertText("slurm_comment: test\ngeglu: true\n");
    await editor.save();
    const before = editor.onDisk();
    await editor.squiggle("error").first().waitFor({ state: "attached" });
    await editor.runCommand("NeoX Config: Bring this config up to date");
    const rows = page.locator(".bulk-edit-panel .monaco-list-row");
    const isTicked = (row: number) =>
      rows.nth(row).locator("[role=checkbox], input").getAttribute("aria-checked");
    await rows.nth(2).waitFor();
    expect(await rows.count()).toBe(3);
    expect(await Promise.all([0, 1, 2].map(isTicked))).toEqual(["true", "true", "true"]);
    expect(editor.onDisk()).toBe(before);
    const [why = ""] = await editor.messages();
    for (const key of ["slurm_comment", "geglu"])
      expect(why).toContain(`${key} is no argument any more: NeoX stops with TypeError.`);
    await page.locator(".bulk-edit-panel .monaco-button", { hasText: "Apply" }).click();
    await editor.save();
    expect(editor.onDisk()).toBe(
      before.replace("slurm_comment", "comment").replace("geglu: true", "activation: geglu"),
    );
  }));
