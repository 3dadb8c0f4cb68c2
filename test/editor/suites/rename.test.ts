/// <reference types="mocha" />
import { assert } from "chai";
import {
  commands,
  type Position,
  type Range,
  type TextDocument,
  type WorkspaceEdit,
  workspace,
} from "vscode";
import { shownRange, withText } from "../editor";

const ANCHORED =
  "pos_emb: rotary\nhidden_size: 64\nnum_attention_heads: 4\nfp16: &half { enabled: true }\nbf16: *half\namp: *ha|lf\n";

const prepare = ({ uri }: TextDocument, at: Position) =>
  commands.executeCommand<{ range: Range; placeholder: string }>("vscode.prepareRename", uri, at);
const rename = ({ uri }: TextDocument, at: Position, name: string) =>
  commands.executeCommand<WorkspaceEdit>("vscode.executeDocumentRenameProvider", uri, at, name);

/** Why a command is refused. */
async function refusal(command: Thenable<unknown>): Promise<string> {
  return command.then(
    () => "not refused",
    (error: unknown) => String(error),
  );
}

suite("rename", () => {
  test("an anchor, with all its uses", () =>
    withText(ANCHORED, async (document, at) => {
      const { range, placeholder } = await prepare(document, at);
      assert.deepEqual([shownRange(range), placeholder], ["5:6-5:10", "half"]);
      await workspace.applyEdit(await rename(document, at, "scaler"));
      assert.equal(document.getText(), ANCHORED.replace("|", "").replaceAll("half", "scaler"));
    }));

  test("a key belongs to NeoX, and is not renamed", () =>
    withText(ANCHORED.replace("|", "").replace("size", "s|ize"), async (document, at) => {
      assert.equal(await refusal(prepare(document, at)), "Error: The element can't be renamed.");
    }));

  test("a name that YAML does not allow is refused with the reason", () =>
    withText(ANCHORED, async (document, at) => {
      assert.equal(
        await refusal(rename(document, at, "a b")),
        "Error: the name of an anchor has letters, digits, dashes and underscores only",
      );
    }));
});
