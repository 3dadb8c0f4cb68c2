/// <reference types="mocha" />
import { assert } from "chai";
import { languages, Uri, workspace } from "vscode";
import { type Mark, marksWhen, open } from "./editor";

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
  const project = uriOf(".neox-config.yml");

  suiteSetup(() =>
    workspace.fs.writeFile(
      project,
      new TextEncoder().encode("launches: [{ files: [base.yml, local.yml] }]\n"),
    ),
  );
  suiteTeardown(() => workspace.fs.delete(project));

  test("what lies in the closed file shows there, and once when it is opened", async () => {
    const base = await open("base.yml");
    assert.equal(await countWhen("local.yml", 2), 2);
    const local = await open("local.yml");
    assert.deepEqual(await marksWhen(local, [RESHAPE, REPEATED]), [RESHAPE, REPEATED]);
    assert.deepEqual(await marksWhen(base, []), []);
  });
});
