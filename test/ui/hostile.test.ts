import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench?.stop());

/** A picture in every way that Markdown and HTML know, out of a code span and out of a paragraph. */
const PICTURES =
  "`![](https://images.invalid/a.png)` <img src=https://images.invalid/b.png> [![](https://images.invalid/c.png)](command:x) https://images.invalid/d.png";

const LINES = [
  `save: "${PICTURES}"`,
  `load: "x\\n\\n${PICTURES}"`,
  `attention_config: [[["${PICTURES}"], 12]]`,
  `checkout_key: "${PICTURES}"`,
  `"${PICTURES}": 1`,
];

/** A gpt-neox whose argument has them for its choices, its default and its words. */
const ARGUMENTS = `from dataclasses import dataclass
from typing import Literal
@dataclass
class NeoXArgsX:
    checkout_key: Literal["${PICTURES}", "y"] = "${PICTURES}"
    """
    ${PICTURES}

    ${PICTURES}
    """
    save: str = None
    load: str = None
    attention_config: list = None
`;

test("no value, name, default or docstring of a file makes the editor ask for anything", () =>
  workbench.withExample("13B-gqa.yml", {}, async (editor) => {
    const { page } = editor;
    const requests: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("images.invalid")) requests.push(request.url());
    });
    editor.writeBeside("megatron/neox_arguments/neox_args.py", ARGUMENTS);
    editor.writeBeside("other.yml", "hidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n");
    await editor.squiggle("warning").first().waitFor({ state: "attached" });
    await editor.goTo("num_kv_heads: 8");
    await page.keyboard.insertText(`${LINES.join("\n")}\n`);
    await editor.save();
    for (const [index, key] of ["save: ", "load: ", "attention_config: ", "checkout_key: "].entries()) {
      await editor.goTo(key);
      expect(await editor.hover(key.slice(0, -2)), LINES[index]).toContain(key.slice(0, -2));
      await page.keyboard.press("Escape");
    }
    await editor.runCommand("NeoX Config: Show effective config");
    await expect.poll(() => page.getByText("images.invalid").count()).toBeGreaterThan(0);
    expect(requests).toEqual([]);
    // Such a request would have been seen.
    await page.evaluate(() => {
      new Image().src = "https://images.invalid/seen.png";
    });
    await expect.poll(() => requests).toEqual(["https://images.invalid/seen.png"]);
  }));
