import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

const SCREENSHOT = resolve(import.meta.dirname, "../../docs/images/editor.png");

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

const EXAMPLES = [
  { example: "13B-gqa.yml", key: "num_kv_heads: " },
  { example: "13B-gqa-flow.yml", key: '"num-kv-heads": ' },
];

test.each(EXAMPLES)("$example: squiggle, hover, quick fix and the file on disk", ({ example, key }) =>
  workbench.withExample(example, {}, async (editor) => {
    const before = editor.onDisk();
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.goTo(`${key}8`);
    expect(await editor.hover("head_dim")).toContain("128");
    const fixes = await editor.quickFixes();
    // Below them are the actions that the editor offers anywhere.
    expect(fixes.filter((title) => title.includes("head_dim"))).toEqual([
      "num_kv_heads: 10 → head_dim 128, 4 query heads per group",
      "num_attention_heads: 32 → head_dim 160, 4 query heads per group",
      "hidden_size: 4800 → head_dim 120, 5 query heads per group",
      "hidden_size: 6400 → head_dim 160, 5 query heads per group",
    ]);
    expect(fixes[0]).toContain("num_kv_heads: 10");
    await editor.page.keyboard.press("Enter");
    await editor.squiggle("warning").first().waitFor({ state: "detached" });
    await editor.save();
    expect(editor.onDisk()).toBe(before.replace(`${key}8`, `${key}10`));
  }),
);

test("an affected target makes it an error, which the hover explains", () =>
  workbench.withExample("13B-gqa.yml", { "neoxConfig.target": "2024-10-31" }, async (editor) => {
    await editor.squiggle("error").first().waitFor({ state: "attached" });
    expect(await editor.squiggle("warning").count()).toBe(0);
    await editor.goTo("8\nseq_length");
    // What mends it comes into the hover later than the message.
    const hover = await editor.hover("Quick Fix...");
    expect(hover).toContain("kv-heads-reshape");
    expect(hover).toContain("40 × 179 ≠ 7168");
    if (process.env.NEOX_CONFIG_SCREENSHOT) await editor.page.screenshot({ path: SCREENSHOT });
  }));

test("a target that has the fix leaves nothing to say but the arithmetic", () =>
  workbench.withExample("13B-gqa.yml", { "neoxConfig.target": "main" }, async (editor) => {
    await editor.goTo("num_kv_heads: 8");
    // The hover comes from the server, which has read the file by then.
    expect(await editor.hover("head_dim")).toContain("128");
    expect(await editor.squiggle("warning").count()).toBe(0);
    expect(await editor.squiggle("error").count()).toBe(0);
  }));
