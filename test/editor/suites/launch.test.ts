/// <reference types="mocha" />
import { assert } from "chai";
import { languages, Uri, workspace } from "vscode";
import { type Mark, marksWhen, open } from "./editor";

/** Written for this suite only: other suites count the configs of the workspace. */
const FILES = {
  "base.yml": [
    "# neox-config: with local.yml",
    "hidden_size: 5120",
    "num_attention_heads: 40",
    "num_layers: 2",
    "seq_length: 64",
    "max_position_embeddings: 64",
    "seed: 1\n",
  ].join("\n"),
  "local.yml": "num_kv_heads: 8\nseed: 2\n",
};

const RESHAPE: Mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };
const REPEATED: Mark = { rule: "duplicate-key", severity: 0, text: "seed" };

function uriOf(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("the tests need their workspace folder");
  return Uri.joinPath(folder.uri, name);
}

/** How many diagnostics a file that may be closed has, once there are `count`; after five seconds as they are. */
async function countWhen(name: string, count: number): Promise<number> {
  const now = () => languages.getDiagnostics(uriOf(name)).length;
  for (const end = Date.now() + 5000; Date.now() < end && now() !== count; )
    await new Promise((resolve) => setTimeout(resolve, 25));
  return now();
}

suite("a launch of two files", () => {
  suiteSetup(async () => {
    for (const [name, text] of Object.entries(FILES))
      await workspace.fs.writeFile(uriOf(name), new TextEncoder().encode(text));
  });
  suiteTeardown(async () => {
    for (const name of Object.keys(FILES)) await workspace.fs.delete(uriOf(name));
  });

  test("what lies in the closed file shows there, and once when it is opened", async () => {
    const base = await open("base.yml");
    assert.equal(await countWhen("local.yml", 2), 2);
    const local = await open("local.yml");
    assert.deepEqual(await marksWhen(local, [RESHAPE, REPEATED]), [RESHAPE, REPEATED]);
    assert.deepEqual(await marksWhen(base, []), []);
  });

  test("a change on disk counts", async () => {
    const local = await open("local.yml");
    assert.deepEqual(await marksWhen(local, [RESHAPE, REPEATED]), [RESHAPE, REPEATED]);
    const project = uriOf(".neox-config.yml");
    await workspace.fs.writeFile(project, new TextEncoder().encode("rules: { duplicate-key: off }\n"));
    assert.deepEqual(await marksWhen(local, [RESHAPE]), [RESHAPE]);
    await workspace.fs.delete(project);
    assert.deepEqual(await marksWhen(local, [RESHAPE, REPEATED]), [RESHAPE, REPEATED]);
  });
});
