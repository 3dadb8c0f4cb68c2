import { expect, test } from "vitest";
import { CancellationTokenSource, LSPErrorCodes } from "vscode-languageserver-protocol/node";
import { english } from "../../server/src/arguments/documentation";
import { check } from "../../server/src/features/check";
import { completing } from "../../server/src/features/completion/completion";
import { definitionAt, referencesAt } from "../../server/src/features/definition";
import { documentSymbols } from "../../server/src/features/documentSymbols";
import { RenameRefused, renameAnchor } from "../../server/src/features/renameAnchor";
import { reporting } from "../../server/src/features/report/report";
import { workspaceEdit } from "../../server/src/features/workspaceEdit";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { readingYaml, readYaml } from "../../server/src/yaml/read";
import { inProcess } from "../protocol/client";
import { MODEL } from "./model";
import { lines } from "./repeat";
import { stepsOf } from "./steps";

/** Long enough that a quadratic search would run into the time limit of a test. */
const LONG = 100_000;

const keys = (count: number) => lines(count, (index) => `key_of_nothing_${index}: ${index}`);
const fileOf = (text: string) => ({ path: "file:///none/a.yml", document: readYaml(text) });
const launchOf = (text: string) => check({ files: [fileOf(text)], target: UNKNOWN_TARGET });

/** As many anchors as aliases, and one anchor that all others use. */
const ANCHORED = `${MODEL}${lines(LONG / 2, (i) => `a${i}: &a${i} ${i}\nb${i}: *a${i}`)}`;
const USED = `${MODEL}base: &base 1\n${lines(LONG, (i) => `a${i}: *base`)}`;

test("each of many anchors is found at once", () => {
  const file = fileOf(ANCHORED);
  const { launch } = check({ files: [file], target: UNKNOWN_TARGET });
  for (let line = 6; line < 60; line += 2) {
    const position = { line: line + 1, character: 6 };
    expect(definitionAt(file, launch, position).map(({ range }) => range.start.line)).toEqual([line]);
    expect(referencesAt(file, launch, position, true)).toHaveLength(2);
  }
});

test("of the uses of one anchor a bounded number is told, and a rename of more is refused", () => {
  const file = fileOf(USED);
  const { launch } = check({ files: [file], target: UNKNOWN_TARGET });
  const position = { line: 6, character: 8 };
  expect(referencesAt(file, launch, position, true)).toHaveLength(10_000);
  expect(() => renameAnchor(file, position, "other", () => 1)).toThrow(RenameRefused);
});

test("an outline has a bounded number of keys, and says how many are left out", () => {
  const file = fileOf(`${MODEL}${keys(LONG)}`);
  const { launch } = check({ files: [file], target: UNKNOWN_TARGET });
  const symbols = documentSymbols(file, launch);
  const shown = symbols.flatMap(({ children }) => children ?? []);
  expect(shown).toHaveLength(10_000);
  expect(symbols.at(-1)).toMatchObject({
    name: `${LONG + 6 - 10_000} more keys, not shown`,
    range: { start: { line: 10_000 }, end: { line: LONG + 5 } },
  });
});

test("so does the outline of one large block", () => {
  const file = fileOf(`${MODEL}zero_optimization:\n${lines(20_000, (index) => `  k${index}: 1`)}`);
  const { launch } = check({ files: [file], target: UNKNOWN_TARGET });
  const [block] = documentSymbols(file, launch)
    .flatMap(({ children }) => children ?? [])
    .filter(({ name }) => name === "zero_optimization");
  expect(block?.children).toHaveLength(10_000 - 7 + 1);
  expect(block?.children?.at(-1)?.name).toBe(`${20_000 - 10_000 + 7} more keys, not shown`);
});

test("edits are gathered in work that grows with their number", () => {
  const file = fileOf(MODEL);
  const edits = Array.from({ length: LONG }, () => ({ file, span: { start: 0, end: 0 }, newText: "" }));
  expect(workspaceEdit(edits, () => 1).documentChanges).toHaveLength(1);
});

test("what is offered in a long file is found in steps that grow with its lines", () => {
  const stepsFor = (count: number) => {
    const text = `${MODEL}${keys(count)}\n`;
    const position = { line: text.split("\n").length - 1, character: 0 };
    const asked = { takesSnippets: true };
    return stepsOf(completing(fileOf(text), launchOf(text).launch, position, english, asked));
  };
  const [once, twice] = [stepsFor(2000), stepsFor(4000)];
  expect(once).toBeGreaterThan(2000);
  expect(twice).toBeLessThanOrEqual(2.2 * once);
});

test("a long text in which no reading is right is read a bounded number of times", () => {
  const text = `${MODEL}train_data_paths:\n${lines(90_000, (index) => `  - data/part_${index}`)}`;
  const file = fileOf(text);
  const read = stepsOf(readingYaml(text));
  const asked = { takesSnippets: true };
  const { launch } = launchOf(text);
  const steps = stepsOf(completing(file, launch, { line: 40_000, character: 2 }, english, asked));
  expect(steps).toBeLessThan(4 * read);
});

test("a report is made in a step for each of its shapes", () => {
  const { launch } = launchOf(`${MODEL}optimizer: {type: Adam, params: {lr: 0.001}}\n`);
  expect(stepsOf(reporting(launch))).toBeGreaterThan(75);
});

test.each([
  ["layers of one pattern", (count: number) => `num_layers: ${count}\nattention_config: [[[global], all]]\n`],
  ["layers", (count: number) => `num_layers: ${count}\n`],
  ["patterns", (count: number) => `attention_config: [${"[[global], 1], ".repeat(count)}]\n`],
  ["kinds of layers", (count: number) => `attention_config: [${"global, ".repeat(count)}]\n`],
])("of %s each is looked at up to a bound", (_, text) => {
  const typesOf = (count: number) => launchOf(`${MODEL}${text(count)}`).launch.derivation.attentionTypes;
  expect(typesOf(10_000)).toHaveLength(10_000);
  expect(typesOf(10_001)).toBeUndefined();
});

const SMALL = "file:///none/small.yml";
const HUGE = "file:///none/huge.yml";

test.each([
  ["completion", `${MODEL}${keys(20_000)}`, "textDocument/completion"],
  ["the report", `${MODEL}attention_config: [${'[["global"], 1], '.repeat(10_000)}]\n`, "neoxConfig/report"],
])("while %s is worked on others are answered, and it ends when it is given up", async (_, text, method) => {
  const client = await inProcess();
  await client.open(MODEL, SMALL);
  await client.answer(({ uri }) => uri === SMALL);
  // The first hover of a session reads the documentation.
  await client.hover({ line: 1, character: 2 }, SMALL);
  await client.open(`# neox-config: on\n${text}`, HUGE);
  await client.answer(({ uri }) => uri === HUGE);
  const params = { uri: HUGE, textDocument: { uri: HUGE }, position: { line: 1, character: 0 } };
  const answered: string[] = [];
  const long = client.connection.sendRequest(method, params).then(() => answered.push("long"));
  await client.hover({ line: 1, character: 2 }, SMALL);
  answered.push("hover");
  await long;
  expect(answered).toEqual(["hover", "long"]);
  const source = new CancellationTokenSource();
  // Of a report that was made the shapes are known.
  const around = { hiddenSize: 1024, numAttentionHeads: 16, numKvHeads: 16 };
  const given = client.connection.sendRequest(method, { ...params, around }, source.token);
  source.cancel();
  await expect(given).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  await client.stop();
});
