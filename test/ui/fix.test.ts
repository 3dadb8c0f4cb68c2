import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Editor, Workbench } from "./workbench";

const SCREENSHOT = resolve(import.meta.dirname, "../../docs/images/editor.png");

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

/** Opens an example for the time of `body`; a failure leaves a picture behind. */
async function withExample(
  example: string,
  settings: Readonly<Record<string, unknown>>,
  body: (editor: Editor) => Promise<void>,
) {
  const editor = await workbench.open(example, settings);
  try {
    await body(editor);
  } catch (error) {
    const name = `ui-${example}-${Object.values(settings).join("-")}.png`;
    await editor.page.screenshot({ path: join(import.meta.dirname, "../../.cache/results", name) });
    throw error;
  } finally {
    editor.dispose();
  }
}

const EXAMPLES = [
  { example: "13B-gqa.yml", key: "num_kv_heads: " },
  { example: "13B-gqa-flow.yml", key: '"num-kv-heads": ' },
];

test.each(EXAMPLES)("$example: squiggle, hover, quick fix and the file on disk", ({ example, key }) =>
  withExample(example, {}, async (editor) => {
    const before = editor.onDisk();
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.goTo(`${key}8`);
    expect(await editor.hover("head_dim")).toContain("128");
    if (process.env.NEOX_CONFIG_SCREENSHOT && example === "13B-gqa.yml") {
      await editor.page.screenshot({ path: SCREENSHOT });
    }

    const fixes = await editor.quickFixes();
    expect(fixes[0]).toMatch(/^num_kv_heads: \d+/);
    await editor.page.keyboard.press("Enter");
    await editor.squiggle("warning").first().waitFor({ state: "detached" });
    await editor.save();
    const written = editor.onDisk();
    expect(written).not.toBe(before);
    expect(written.replace(new RegExp(`(?<=${key})\\d+`), "8")).toBe(before);
  }),
);
