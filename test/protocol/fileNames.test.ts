import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CompletionRequest, HoverRequest } from "vscode-languageserver-protocol";
import { inProcess } from "./client";
import { TestFolder } from "./workspace";

const PROJECT = "gpus: 8\nlaunches:\n  - files: [configs/";
const COMMENT = "# neox-config: with ../../";

/** The names that are offered at the end of two texts, in a workspace that is trusted or not. */
async function offered(isTrusted: boolean) {
  const parent = new TestFolder({
    "outside.yml": "seed: 1\n",
    "work/configs/b.yml": "seed: 1\n",
    "work/configs/c.json": "{}\n",
    "work/configs/README.md": "\n",
    "work/configs/node_modules/d.yml": "seed: 1\n",
    "work/configs/pythia/160M.yml": "seed: 1\n",
  });
  symlinkSync(parent.path, join(parent.path, "work/linked"));
  const client = await inProcess({}, false, parent.uriOf("work"), { isTrusted });
  onTestFinished(async () => {
    await client.stop();
    parent.remove();
  });
  const at = async (name: string, text: string) => {
    const uri = parent.uriOf(`work/${name}`);
    await client.open(text, uri);
    const lines = text.split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const found = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    return (Array.isArray(found) ? found : (found?.items ?? [])).map(({ label }) => label);
  };
  const inside = await at(".neox-config.yml", PROJECT);
  const hover = await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: parent.uriOf("work/.neox-config.yml") },
    position: { line: 0, character: 2 },
  });
  return {
    inside,
    outside: await at("configs/a.yml", COMMENT),
    linked: await at("a.yml", "# neox-config: with linked/"),
    hover: hover?.contents,
  };
}

const HOVER = { kind: "markdown", value: "**`gpus`** · how many GPUs launches use" };

test("names of files are offered from the folder of the text, and keys of the project file described", async () =>
  expect(await offered(true)).toEqual({
    inside: ["b.yml", "c.json", "pythia"],
    outside: ["outside.yml", "work"],
    linked: ["outside.yml", "work"],
    hover: HOVER,
  }));

test("nothing outside of an untrusted workspace is looked at", async () =>
  expect(await offered(false)).toEqual({
    inside: ["b.yml", "c.json", "pythia"],
    outside: [],
    linked: [],
    hover: HOVER,
  }));
