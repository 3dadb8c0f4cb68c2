import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

const WAIT = { timeout: 60_000 };

test("a server that dies while one types comes back three times; then one is told, and no text is lost", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const { page } = editor;
    const before = editor.onDisk();
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.goTo("# 13B parameters");
    for (const typed of ["# one", "# two", "# three", "# four"]) {
      const died = workbench.languageServer();
      if (died === undefined) throw new Error("no server");
      await page.keyboard.type(typed.slice(0, 3));
      process.kill(died, "SIGKILL");
      await page.keyboard.type(`${typed.slice(3)}\n`);
      if (typed === "# four") break;
      await expect
        .poll(() => workbench.languageServer(), WAIT)
        .toSatisfy((now) => now !== undefined && now !== died);
    }
    await page
      .getByText("The NeoX Config server crashed 4 times in the last 3 minutes.", { exact: false })
      .first()
      .waitFor();
    expect(workbench.languageServer()).toBeUndefined();
    await editor.runCommand("NeoX Config: Restart the server");
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.save();
    expect(editor.onDisk()).toBe(`# one\n# two\n# three\n# four\n${before}`);
  }));
