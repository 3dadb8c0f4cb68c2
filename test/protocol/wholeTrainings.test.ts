import { describe, expect, onTestFinished, test } from "vitest";
import { DocumentDiagnosticRequest } from "vscode-languageserver-protocol";
import { inProcess, overStdio, type Settings, type Transport } from "./client";
import { mark, TestFolder } from "./workspace";

/** A training from model to data, without heads and a batch size. */
const TRAINING = `num_layers: 2
hidden_size: 128
seq_length: 64
max_position_embeddings: 64
optimizer: { type: Adam, params: { lr: 0.001 } }
train_iters: 10
lr_decay_iters: 10
data_path: data/enwik8
`;
const HEADS = "num_attention_heads: 4\n";
const SETTINGS: Settings = { target: "main", gpus: 1 };
/** Of what is absent, these are asked about. */
const ABSENT = /^(required-argument|batch-size-required) /;

describe.each<[string, Transport]>([
  ["in process", inProcess],
  ["the bundle over stdio", overStdio],
])("%s", (_, transport) => {
  /** What is said of keys that are absent, in the file that is opened. */
  async function absent(name: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const folder = new TestFolder(files);
    const client = await transport(SETTINGS, true, folder.uri);
    onTestFinished(async () => {
      await client.stop();
      folder.remove();
    });
    await client.open(files[name] ?? "", folder.uriOf(name));
    const textDocument = { uri: folder.uriOf(name) };
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    return report.kind === "full" ? report.items.map(mark).filter((each) => ABSENT.test(each)) : [];
  }

  test("a file that is a whole training says what it lacks", async () => {
    expect(await absent("a.yml", { "a.yml": TRAINING })).toEqual([
      "batch-size-required 1 0:0-13",
      "required-argument 1 1:13-16",
    ]);
    expect(await absent("a.yml", { "a.yml": `${TRAINING}${HEADS}` })).toEqual([
      "batch-size-required 1 0:0-13",
    ]);
  });

  test("a launch of a comment is a launch, also without a data set or an optimizer", async () => {
    const files = {
      "a.yml": "# neox-config: with extra.yml\nnum_layers: 2\nhidden_size: 128\n",
      "extra.yml": "seq_length: 64\nmax_position_embeddings: 64\n",
    };
    expect(await absent("a.yml", files)).toEqual(["required-argument 1 2:13-16"]);
  });

  test.each([
    ["a model by itself", `num_layers: 2\nhidden_size: 128\n${HEADS}`],
    ["a model with its optimizer, whose data another file names", TRAINING.replace(/data_path.*\n/, "")],
    ["the place where it runs", "data_path: data/enwik8\nsave: checkpoints\ncheckpoint_factor: 100\n"],
    ["a training that does not say how it reads", `${TRAINING}{`],
  ])("nothing is missed in %s", async (_name, text) => {
    expect(await absent("a.yml", { "a.yml": text })).toEqual([]);
  });
});
