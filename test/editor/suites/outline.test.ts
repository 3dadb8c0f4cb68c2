/// <reference types="mocha" />
import { assert } from "chai";
import { commands, type DocumentSymbol, SymbolKind, type TextDocument } from "vscode";
import { open, shownRange, withText } from "../editor";

/** The outline, a line a symbol; breadcrumbs and *Go to Symbol* show the same. */
async function outline(document: TextDocument): Promise<string[]> {
  const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    document.uri,
  );
  return (symbols ?? []).flatMap((symbol) => lines(symbol, ""));
}

function lines(
  { name, detail, kind, range, selectionRange, children }: DocumentSymbol,
  indent: string,
): string[] {
  const words = [name, detail, SymbolKind[kind], shownRange(range), shownRange(selectionRange)];
  const line = indent + words.filter((word) => word !== "").join(" ");
  return [line, ...children.flatMap((child) => lines(child, `${indent}  `))];
}

const TEXT = `pos_emb: rotary # of the heads
seq_length: 64
hidden_size: 64
optimizer:
  type: Adam
  params: { lr: 0.001 }
num_attention_heads: 4
ours: [1, 2]
`;

suite("outline", () => {
  test("keys by group of arguments, nested ones below theirs", () =>
    withText(TEXT, async (document) =>
      assert.deepEqual(await outline(document), [
        "Model Namespace 0:0-2:15 0:0-0:7",
        "  pos_emb rotary String 0:0-0:15 0:0-0:7",
        "  seq_length 64 Number 1:0-1:14 1:0-1:10",
        "  hidden_size 64 Number 2:0-2:15 2:0-2:11",
        "DeepSpeed Namespace 3:0-5:23 3:0-3:9",
        "  optimizer Object 3:0-5:23 3:0-3:9",
        "    type Adam String 4:2-4:12 4:2-4:6",
        "    params Object 5:2-5:23 5:2-5:8",
        "      lr 0.001 Number 5:12-5:21 5:12-5:14",
        "Model Namespace 6:0-6:22 6:0-6:19",
        "  num_attention_heads 4 Number 6:0-6:22 6:0-6:19",
        "Not NeoX's Namespace 7:0-7:12 7:0-7:4",
        "  ours [1, 2] Array 7:0-7:12 7:0-7:4",
      ]),
    ));

  test("flow style", () =>
    withText(
      '{ "pos-emb": "rotary", "hidden-size": 64, "num-attention-heads": 4,\n  "optimizer": { "type": "Adam" } }\n',
      async (document) =>
        assert.deepEqual(await outline(document), [
          "Model Namespace 0:2-0:66 0:2-0:11",
          "  pos_emb rotary String 0:2-0:21 0:2-0:11",
          "  hidden_size 64 Number 0:23-0:40 0:23-0:36",
          "  num_attention_heads 4 Number 0:42-0:66 0:42-0:63",
          "DeepSpeed Namespace 1:2-1:33 1:2-1:13",
          "  optimizer Object 1:2-1:33 1:2-1:13",
          "    type Adam String 1:17-1:31 1:17-1:23",
        ]),
    ));

  test("nothing of ours in a workflow", async () => {
    assert.deepEqual(await outline(await open("workflow.yml")), []);
  });
});
