/// <reference types="mocha" />
import { assert } from "chai";
import { languages, workspace } from "vscode";
import { type Mark, marksWhen, open, untilIs, uriOf, withFiles, write } from "../editor";

/** Written for this suite only: other suites count the configs of the workspace. */
const FILES = {
  "base.yml": [
    "# neox-config: with local.yml",
    "hidden_size: 5120",
    "num_attention_heads: 40",
    "num_layers: 2",
    "seq_length: 64",
    "max_position_embeddings: 64",
    "train_micro_batch_size_per_gpu: 4",
    "seed: 1\n",
  ].join("\n"),
  "local.yml": "num_kv_heads: 8\nseed: 2\n",
};

const RESHAPE: Mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };
/** What the closed file's repetition leaves at the key here. */
const NOTE: Mark = { rule: "duplicate-key", severity: 3, text: "seed" };
const REPEATED: Mark = { rule: "duplicate-key", severity: 0, text: "seed" };

/** How many diagnostics a file that may be closed has, once there are `count`. */
const countWhen = (name: string, count: number) =>
  untilIs(count, () => languages.getDiagnostics(uriOf(name)).length);

suite("a launch of two files", () => {
  withFiles(FILES);

  test("what lies in the closed file shows there, and once when it is opened", async () => {
    const base = await open("base.yml");
    assert.equal(await countWhen("local.yml", 2), 2);
    const local = await open("local.yml");
    assert.deepEqual(await marksWhen(local, [RESHAPE, REPEATED]), [RESHAPE, REPEATED]);
    assert.deepEqual(await marksWhen(base, [NOTE]), [NOTE]);
  });

  test("a change on disk counts", async () => {
    const local = await open("local.yml");
    assert.deepEqual(await marksWhen(local, [RESHAPE, REPEATED]), [RESHAPE, REPEATED]);
    await write(".neox-config.yml", "rules: { duplicate-key: off }\n");
    assert.deepEqual(await marksWhen(local, [RESHAPE]), [RESHAPE]);
    await workspace.fs.delete(uriOf(".neox-config.yml"));
    assert.deepEqual(await marksWhen(local, [RESHAPE, REPEATED]), [RESHAPE, REPEATED]);
  });
});
