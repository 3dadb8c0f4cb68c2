import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

/** Each of them earns the comment a warning: only a server that has read what was typed shows as many. */
const NO_RULES = ["one", "two", "three", "four"];
/** Typed on while nobody listens: each key is written to a pipe without an end. */
const REASON = "-- and one types on";

test("a server that dies while one types comes back three times; then one is told, and no text is lost", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const { page } = editor;
    const before = editor.onDisk();
    const warnings = () => editor.squiggle("warning").count();
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    const known = await warnings();
    await editor.goTo("# The shape of a 13B model");
    for (const [index, rule] of NO_RULES.entries()) {
      if (index > 0) await expect.poll(warnings).toBe(known + index);
      await page.keyboard.type("# neox-config: ignore ");
      workbench.killLanguageServer();
      await page.keyboard.type(`${rule} ${REASON}\n`);
    }
    await page
      .getByText("The NeoX Config server crashed 4 times in the last 3 minutes.", { exact: false })
      .first()
      .waitFor();
    expect(workbench.languageServer()).toBeUndefined();
    await editor.runCommand("NeoX Config: Restart the server");
    await expect.poll(warnings).toBe(known + NO_RULES.length);
    await editor.save();
    const typed = NO_RULES.map((rule) => `# neox-config: ignore ${rule} ${REASON}\n`);
    expect(editor.onDisk()).toBe(typed.join("") + before);
  }));

test("a server that dies while it starts comes back without a word", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const warnings = () => editor.squiggle("warning").count();
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    const known = await warnings();
    const nextServer = async () => {
      const before = workbench.languageServer();
      const isNew = (id: number | undefined) => id !== undefined && id !== before;
      await expect.poll(() => isNew(workbench.languageServer()), { interval: 5 }).toBe(true);
    };
    const starting = nextServer();
    await editor.runCommand("NeoX Config: Restart the server");
    await starting;
    const startedAgain = nextServer();
    workbench.killLanguageServer();
    await startedAgain;
    await expect.poll(warnings).toBe(known);
    expect(await editor.messages()).toEqual([]);
  }));
