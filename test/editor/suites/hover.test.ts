/// <reference types="mocha" />
import { assert } from "chai";
import { commands, type Hover, MarkdownString, type Position, type TextDocument } from "vscode";
import { open, placeOf, shownRange, withText } from "../editor";

/** The hovers at a place: their range and what they say, as Markdown. */
async function hovers({ uri }: TextDocument, at: Position): Promise<string[][]> {
  const found = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", uri, at);
  return found.map(({ range, contents }) => [
    range ? shownRange(range) : "",
    contents.map((each) => (each instanceof MarkdownString ? each.value : String(each))).join("\n"),
  ]);
}

/** What both files are told of their key/value heads. */
const KV_HEADS = [
  "**`num_kv_heads`** · `int` · default `null`",
  [
    "- head_dim = hidden_size / num_attention_heads = 5120 / 40 = **128**",
    "- 40 query heads share 8 key/value heads: groups of **5**",
    "- fused query/key/value projection: 5120 + 2 × 8 × 128 = **7168**",
    "- all on one rank: model_parallel_size 1 (default)",
    "- issue #1314, width per query head: 128 × (1 + 2 × 8 / 40) = 179.2; the code before 96c242eb (2024-11-13) took 179, and 40 × 179 ≠ 7168",
    "- verdict: **fails from 2024-02-22 until 2024-11-13**, fine before and after",
  ].join("\n"),
  "Number of key/value heads: unset or equal to `num_attention_heads` is multi-head attention, fewer is grouped-query (GQA), 1 is multi-query. Fewer heads shrink the generation cache and the K/V weights; 8 is common. It must divide the heads and be divisible by `model_parallel_size`, and needs `global` or `flash` layers without `sparsity_config`. Between 2024-02-22 and 2024-11-13 (commit 96c242eb) many valid values crashed at the first step, issue #1314.",
  "[megatron/neox_arguments/neox_args.py:139](https://github.com/EleutherAI/gpt-neox/blob/ea7aefd8/megatron/neox_arguments/neox_args.py#L139) · Since 2024-02-22 (f36aed7f).",
].join("\n\n");

suite("hover", () => {
  for (const [name, key, range] of [
    ["block.yml", "num_kv_heads", "3:0-3:12"],
    ["flow.yml", '"num-kv-heads"', "3:2-3:16"],
  ] as const)
    test(`${name}: what a key means, and what its value comes to`, async () => {
      const document = await open(name);
      assert.deepEqual(await hovers(document, placeOf(document, key)), [[range, KV_HEADS]]);
    });

  test("a nested key", () =>
    withText(
      "hidden_size: 64\npos_emb: rotary\nnum_attention_heads: 4\noptimizer:\n  ty|pe: Adam\n",
      async (document, at) =>
        assert.deepEqual(await hovers(document, at), [
          [
            "4:2-4:6",
            "**`optimizer.type`**\n\nThe optimizer, in any case: `Adam`, `OneBitAdam`, `CPU_Adam` (for ZeRO offload; `CPU_Torch_Adam` is the same), `SM3`, `madgrad_wd`, `SGD` (muP's, needs `use_mup`) or `Lion`.",
          ],
        ]),
    ));

  test("a nested key of its block's name", () =>
    withText(
      "hidden_size: 64\npos_emb: rotary\nnum_attention_heads: 4\nfp16: { fp|16: true }\n",
      async (document, at) =>
        assert.deepEqual(await hovers(document, at), [
          [
            "3:8-3:12",
            "**`fp16.fp16`**\n\nNothing reads it, common as it is: `fp16.enabled` switches fp16 on.",
          ],
        ]),
    ));

  test("nothing about a workflow", async () => {
    const document = await open("workflow.yml");
    assert.deepEqual(await hovers(document, placeOf(document, "name")), []);
  });
});
