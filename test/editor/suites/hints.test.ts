/// <reference types="mocha" />
import { assert } from "chai";
import { type CodeLens, commands, type InlayHint, type TextDocument } from "vscode";
import { open, shownRange, until, untilIs, wholeOf, withSetting, withText } from "../editor";

/** The line up to each hint, and the hint. */
async function hints(document: TextDocument): Promise<string[]> {
  const found = await commands.executeCommand<InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    wholeOf(document),
  );
  return found
    .sort((a, b) => a.position.compareTo(b.position))
    .map(({ position, label }) => {
      const before = document.lineAt(position).text.slice(0, position.character);
      return `${before} ⟶ ${typeof label === "string" ? label : label.map(({ value }) => value).join("")}`;
    });
}

async function lenses({ uri }: TextDocument): Promise<(string | undefined)[][]> {
  const found = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri);
  return found.map(({ range, command }) => [shownRange(range), command?.title, command?.command]);
}

const HINTS = [
  "hidden_size: 5120 ⟶ head_dim 128 · kv width 1024",
  "num_kv_heads: 8 ⟶ groups of 5",
  "num_layers: 40 ⟶ 10.9 B parameters in the layers",
];
/** Where the keys of the flow style file stand, as they stand. */
const FLOW_HINTS = [
  '  "hidden-size": 5120 ⟶ head_dim 128 · kv width 1024',
  '  "num-kv-heads": 8 ⟶ groups of 5',
  '  "num-layers": 40 ⟶ 10.9 B parameters in the layers',
];

suite("inlay hints", () => {
  test("what NeoX derives from a value, behind it", async () => {
    assert.deepEqual(await hints(await open("block.yml")), HINTS);
    assert.deepEqual(await hints(await open("flow.yml")), FLOW_HINTS);
    assert.deepEqual(await hints(await open("workflow.yml")), []);
  });

  test("neoxConfig.inlayHints switches them off, without a restart", async () => {
    const document = await open("block.yml");
    await withSetting("inlayHints", false, async () =>
      assert.deepEqual(await untilIs([], () => hints(document)), []),
    );
    assert.deepEqual(await untilIs(HINTS, () => hints(document)), HINTS);
  });
});

const LENS = "11.2 B parameters · 44.7 GB weights/GPU · no tokenizer set: GPT-2's · no precision set: fp32";

suite("code lenses", () => {
  test("one line above the config, which opens the report", async () => {
    assert.deepEqual(await lenses(await open("block.yml")), [["1:0-1:0", LENS, "neoxConfig.openReport"]]);
    assert.deepEqual(await lenses(await open("flow.yml")), [["0:0-0:0", LENS, "neoxConfig.openReport"]]);
    assert.deepEqual(await lenses(await open("workflow.yml")), []);
  });

  test("neoxConfig.codeLens switches it off, without a restart", async () => {
    const document = await open("block.yml");
    await withSetting("codeLens", false, async () =>
      assert.deepEqual(await untilIs([], () => lenses(document)), []),
    );
    assert.equal(
      (
        await until(
          () => lenses(document),
          ({ length }) => length > 0,
        )
      ).length,
      1,
    );
  });
});

suite("settings that the numbers follow", () => {
  const MODEL = "pos_emb: rotary\nhidden_size: 64\nnum_attention_heads: 4\nnum_layers: 2\nseq_length: 64\n";
  const OWN = ["hidden_size: 64 ⟶ head_dim 16", "num_layers: 2 ⟶ 100.0 k parameters in the layers"];

  test("neoxConfig.gpus", () =>
    withText(`${MODEL}train_micro_batch_size_per_gpu: 4\n`, async (document) => {
      const expected = [
        ...OWN,
        "seq_length: 64 ⟶ 4.10 k tokens per step",
        "train_micro_batch_size_per_gpu: 4 ⟶ × 1 × 16 = 64",
      ];
      await withSetting("gpus", 16, async () =>
        assert.deepEqual(await untilIs(expected, () => hints(document)), expected),
      );
      assert.deepEqual(await untilIs(OWN, () => hints(document)), OWN);
    }));

  test("neoxConfig.vocabularySize", () =>
    withText(MODEL, async (document) => {
      const expected = [
        [
          "0:0-0:0",
          "3.30 M parameters · 13.2 MB weights/GPU · no precision set: fp32",
          "neoxConfig.openReport",
        ],
      ];
      await withSetting("vocabularySize", 50_000, async () =>
        assert.deepEqual(await untilIs(expected, () => lenses(document)), expected),
      );
    }));
});
