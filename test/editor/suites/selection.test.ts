/// <reference types="mocha" />
import { assert } from "chai";
import { commands, type SelectionRange } from "vscode";
import { withText } from "../editor";

const TEXT =
  "hidden_size: 64\npos_emb: rotary\nnum_attention_heads: 4\noptimizer:\n  type: Adam\n  params: { lr: 0.0|01, eps: 1.0e-8 }\nseed: 1\n";

suite("selection ranges", () => {
  test("from the value outwards: entry, mapping, entry, to the whole text", () =>
    withText(TEXT, async (document, at) => {
      const [innermost] = await commands.executeCommand<SelectionRange[]>(
        "vscode.executeSelectionRangeProvider",
        document.uri,
        [at],
      );
      const texts: string[] = [];
      for (let each = innermost; each !== undefined; each = each.parent)
        texts.push(document.getText(each.range));
      const whole = document.getText();
      const params = "params: { lr: 0.001, eps: 1.0e-8 }";
      assert.deepEqual(texts, [
        "0.001",
        "lr: 0.001",
        "{ lr: 0.001, eps: 1.0e-8 }",
        params,
        // With the blanks before it: the editor's own.
        `  ${params}`,
        `type: Adam\n  ${params}`,
        `  type: Adam\n  ${params}`,
        `optimizer:\n  type: Adam\n  ${params}`,
        whole.trimEnd(),
        whole,
      ]);
    }));
});
