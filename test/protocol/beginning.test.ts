import { describe, expect, onTestFinished, test } from "vitest";
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import {
  ADD_FILE_REQUEST,
  CALL_CONFIG_REQUEST,
  LAUNCHES_REQUEST,
  type Launches,
} from "../../protocol/launches";
import {
  NEW_CONFIG_REQUEST,
  NEW_CONFIG_SIZES_REQUEST,
  NEW_FROM_HUGGING_FACE_REQUEST,
  type NewConfigParams,
  type NewConfigSize,
  type NewHuggingFaceConfig,
} from "../../protocol/newConfig";
import { type Client, inProcess, overStdio, type Transport } from "./client";
import { TestFolder } from "./workspace";

const MODEL = "num_layers: 2\nhidden_size: 128\nnum_attention_heads: 4\npos_emb: rotary\n";

describe.each<[string, Transport]>([
  ["in process", inProcess],
  ["the bundle over stdio", overStdio],
])("%s", (_, transport) => {
  async function opened(
    text: string,
    files: Readonly<Record<string, string>>,
  ): Promise<[Client, TestFolder]> {
    const folder = new TestFolder({ ...files, "configs/model.yml": text });
    const client = await transport({}, false, folder.uri);
    onTestFinished(async () => {
      await client.stop();
      folder.remove();
    });
    await client.open(text, folder.uriOf("configs/model.yml"));
    return [client, folder];
  }

  /** The text after an edit that inserts or replaces one place. */
  function textAfter(text: string, edit: WorkspaceEdit | null): string | undefined {
    const [change] = edit?.documentChanges ?? [];
    const [only] = change && "edits" in change ? change.edits : [];
    if (only === undefined || !("newText" in only)) return undefined;
    const offset = ({ line, character }: { line: number; character: number }) =>
      text.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + character;
    return text.slice(0, offset(only.range.start)) + only.newText + text.slice(offset(only.range.end));
  }

  test.each([
    ["a file beside it", MODEL, "configs/site.yml", `# neox-config: with site.yml\n${MODEL}`],
    ["one of another folder", MODEL, "sites/my.yml", `# neox-config: with ../sites/my.yml\n${MODEL}`],
    [
      "one more, before a reason",
      `# neox-config: with a.yml -- ours\n${MODEL}`,
      "configs/site.yml",
      `# neox-config: with a.yml site.yml -- ours\n${MODEL}`,
    ],
    ["one whose name a comment cannot say", MODEL, "configs/my site.yml", undefined],
  ])("a launch gets %s, and then is one", async (_name, text, added, expected) => {
    const [client, folder] = await opened(text, { [added]: "seed: 1\n", "configs/a.yml": "iteration: 1\n" });
    const uri = folder.uriOf("configs/model.yml");
    const file = folder.uriOf(added.replace(" ", "%20"));
    const edit = await client.connection.sendRequest<WorkspaceEdit | null>(ADD_FILE_REQUEST, { uri, file });
    const edited = textAfter(text, edit);
    expect(edited).toBe(expected);
    if (edited === undefined) return;
    await client.change(edited, undefined, uri);
    const answer = await client.connection.sendRequest<Launches>(LAUNCHES_REQUEST, { uri });
    expect(answer.launches[0]).toMatchObject({ source: "comment" });
    expect(answer.launches[0]?.files).toContain(file);
  });

  test.each([
    ["says nothing", "our_flag: 1\n", "# neox-config: on\nour_flag: 1\n"],
    ["says that it is none", "our_flag: 1\n# neox-config: off\n", "our_flag: 1\n# neox-config: on\n"],
  ])("a text that is left alone and %s becomes a config", async (_name, text, expected) => {
    const [client, folder] = await opened(text, {});
    const uri = folder.uriOf("configs/model.yml");
    const launches = () => client.connection.sendRequest<Launches | null>(LAUNCHES_REQUEST, { uri });
    expect(await launches()).toBe(null);
    const edited = textAfter(text, await client.connection.sendRequest(CALL_CONFIG_REQUEST, { uri }));
    expect(edited).toBe(expected);
    await client.change(edited ?? "", undefined, uri);
    expect(await launches()).toMatchObject({ active: "file" });
  });

  test("a new config comes from a Hugging Face model, for the NeoX that configs beside it are for", async () => {
    const [client, folder] = await opened(MODEL, { ".neox-config.yml": "neox: v2.0\n" });
    const uri = folder.uriOf("tiny/config.json");
    const ask = (text: string) =>
      client.connection.sendRequest<NewHuggingFaceConfig>(NEW_FROM_HUGGING_FACE_REQUEST, {
        name: "tiny",
        text,
        uri,
      });
    const sizes = { vocab_size: 304, hidden_size: 64, num_hidden_layers: 2, num_attention_heads: 4 };
    const pythia = await ask(JSON.stringify({ model_type: "gpt_neox", intermediate_size: 256, ...sizes }));
    expect(pythia).toMatchObject({
      unlike: 0,
      text: expect.stringMatching(/^# tiny \(gpt_neox\) as GPT-NeoX/),
    });
    const llama = await ask(JSON.stringify({ model_type: "llama", intermediate_size: 96, ...sizes }));
    expect(llama).toMatchObject({ text: expect.stringContaining("This NeoX has no use_bias_in_mlp.") });
    expect(await ask("{")).toEqual({ problem: "tiny describes no model: it is no JSON object." });
  });

  test("new configs come by kind and size", async () => {
    const [client] = await opened(MODEL, {});
    const sizes = await client.connection.sendRequest<NewConfigSize[]>(NEW_CONFIG_SIZES_REQUEST);
    expect(sizes.map(({ name }) => name)).toContain("1.4B");
    const params: NewConfigParams = { kind: "training", size: "1.4B" };
    const text = await client.connection.sendRequest<string>(NEW_CONFIG_REQUEST, params);
    expect(text.split("\n")).toEqual(expect.arrayContaining(["num_layers: 24", "hidden_size: 2048"]));
  });
});
