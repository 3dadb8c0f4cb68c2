/// <reference types="mocha" />
import { assert } from "chai";
import {
  type CodeAction,
  commands,
  Diagnostic,
  DiagnosticSeverity,
  languages,
  Range,
  type TextDocument,
} from "vscode";
import { type Mark, marksWhen, open, ruleOf, untilIs, uriOf, withFiles, withText } from "../editor";

const TEXT = [
  "{",
  '  "hidden_size": 64,',
  '  "num_attention_heads": 4,',
  '  "num_layers": 2',
  '  "seq_length": 128',
  "}\n",
].join("\n");
const OURS: Mark = { rule: "yaml-syntax", severity: 0, text: ":" };
/** Where Red Hat's extension marks the missing comma: on the line before ours. */
const THEIR_RANGE = new Range(3, 16, 3, 17);

function said(message: string, source: string, code: string | number = 0): Diagnostic {
  const diagnostic = new Diagnostic(THEIR_RANGE, message, DiagnosticSeverity.Error);
  return Object.assign(diagnostic, { source, code });
}

const SYNTAX = said("Implicit keys need to be on a single line", "YAML");
const OTHER_THAN_SYNTAX = [
  said("Map keys must be unique", "YAML"),
  said("Flow style mapping is forbidden", "YAML", "flowMap"),
  said("Incorrect type", "yaml-schema: NeoX"),
];

suite("errors of another YAML extension", () => {
  const theirs = languages.createDiagnosticCollection("YAML");
  suiteTeardown(() => theirs.dispose());

  /** A text in which ours was shown, until theirs came. */
  const withTheirs = (body: (document: TextDocument) => Promise<void>) =>
    withText(TEXT, async (document) => {
      assert.deepEqual(await marksWhen(document, [OURS]), [OURS]);
      theirs.set(document.uri, [...OTHER_THAN_SYNTAX, SYNTAX]);
      try {
        assert.deepEqual(await marksWhen(document, []), []);
        await body(document);
      } finally {
        theirs.delete(document.uri);
      }
    });

  test("ours goes while it shows one of syntax, and comes back", () =>
    withTheirs(async (document) => {
      theirs.delete(document.uri);
      assert.deepEqual(await marksWhen(document, [OURS]), [OURS]);
    }));

  test("ours stays beside a repeated key, a matter of style and one of a schema", () =>
    withTheirs(async (document) => {
      theirs.set(document.uri, OTHER_THAN_SYNTAX);
      assert.deepEqual(await marksWhen(document, [OURS]), [OURS]);
    }));

  for (const [place, range] of [
    ["ours would be", new Range(4, 14, 4, 14)],
    ["it shows its own", THEIR_RANGE],
  ] as const)
    test(`the fix is offered where ${place}`, () =>
      withTheirs(async ({ uri }) => {
        const command = "vscode.executeCodeActionProvider";
        const actions = await commands.executeCommand<CodeAction[]>(command, uri, range, "quickfix");
        assert.deepEqual(
          actions.map(({ title }) => title),
          ["Add the missing comma", "Explain yaml-syntax"],
        );
      }));
});

suite("errors of another YAML extension in a closed file of a launch", () => {
  withFiles({
    "first.yml":
      "# neox-config: with second.yml\nmax_position_embeddings: 128\nnorm: rmsnorm\npos_emb: rotary\n",
    "second.yml": TEXT,
  });

  test("ours goes while it shows one of syntax, and comes back", async () => {
    const theirs = languages.createDiagnosticCollection("YAML");
    const uri = uriOf("second.yml");
    const oursWhen = (expected: readonly unknown[]) =>
      untilIs(expected, () =>
        languages
          .getDiagnostics(uri)
          .filter(({ source }) => source === "neox-config")
          .map(ruleOf),
      );
    await open("first.yml");
    assert.deepEqual(await oursWhen(["yaml-syntax"]), ["yaml-syntax"]);
    theirs.set(uri, [SYNTAX]);
    assert.deepEqual(await oursWhen([]), []);
    theirs.dispose();
    assert.deepEqual(await oursWhen(["yaml-syntax"]), ["yaml-syntax"]);
  });
});
