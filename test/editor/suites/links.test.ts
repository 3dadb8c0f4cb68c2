/// <reference types="mocha" />
import { assert } from "chai";
import { commands, type DocumentLink } from "vscode";
import { open, shownPlace, uriOf, withFiles } from "../editor";

suite("document links", () => {
  withFiles({
    "linked.yml": [
      "hidden_size: 64",
      "pos_emb: rotary",
      "num_attention_heads: 4",
      "vocab_file: data/vocab.json",
      "merge_file: data/absent.txt",
      "train_data_paths: [data/text_document, s3://bucket/text]",
      "load: checkpoints\n",
    ].join("\n"),
    "data/vocab.json": "{}",
    "data/text_document.bin": "",
    "checkpoints/latest": "global_step1",
  });

  test("paths of files that exist, and no others", async () => {
    const { uri } = await open("linked.yml");
    const links = await commands.executeCommand<DocumentLink[]>("vscode.executeLinkProvider", uri);
    const shown = links.map(({ range, target }) => [shownPlace({ uri, range }), target?.toString()]);
    assert.deepEqual(shown, [
      ["linked.yml 3:12-3:27", uriOf("data/vocab.json").toString()],
      ["linked.yml 5:19-5:37", uriOf("data/text_document.bin").toString()],
      ["linked.yml 6:6-6:17", uriOf("checkpoints/latest").toString()],
    ]);
  });
});
