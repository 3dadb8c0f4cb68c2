import { describe, expect, test } from "vitest";
import type { DocumentSymbol } from "vscode-languageserver-types";
import { check } from "../../server/src/features/check";
import { definitionAt, referencesAt } from "../../server/src/features/definition";
import { documentSymbols } from "../../server/src/features/documentSymbols";
import { RenameRefused, renamableAt, renameAnchor } from "../../server/src/features/renameAnchor";
import { selectionRanges } from "../../server/src/features/selectionRanges";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";
import { applied, sample, textAt } from "./sample";

const ANCHORED = "fp16: &half { enabled: true }\nbf16: *half\namp: *half\n";

describe("anchors", () => {
  const at = (marked: string) => {
    const of = sample(marked);
    return { ...of, position: of.lines.positionAt(of.offset) };
  };

  test.each([
    ["at its definition", ANCHORED.replace("half", "ha|lf")],
    ["at a use", ANCHORED.replace("*half\namp", "*half|\namp")],
    ["on the star", ANCHORED.replace("amp: *", "amp: |*")],
  ])("renamed %s", (_, marked) => {
    const { file, position, ...rest } = at(marked);
    expect(renamableAt(file, position)?.placeholder).toBe("half");
    const edit = renameAnchor(file, position, "scaler", () => 1);
    expect(applied({ file, ...rest }, edit)).toBe(ANCHORED.replaceAll("half", "scaler"));
  });

  test.each([
    ["a: !!str # &b here\n  &b 1\nc: *b\n", "a: !!str # &b here\n  &d 1\nc: *d\n"],
    ["a: !a&b &b 1\nc: *b\n", "a: !a&b &d 1\nc: *d\n"],
    ["a: &b # &b\n  !!str 1\nc: *b\n", "a: &d # &b\n  !!str 1\nc: *d\n"],
  ])("is found behind a tag: %j", (text, expected) => {
    const { file, position, ...rest } = at(text.replace(": *b", ": *|b"));
    expect(
      applied(
        { file, ...rest },
        renameAnchor(file, position, "d", () => 1),
      ),
    ).toBe(expected);
  });

  test("keys and values are not renamed", () => {
    const { file, position } = at("hidden_|size: 8\n");
    expect(renamableAt(file, position)).toBeUndefined();
    expect(renameAnchor(file, position, "a", () => 1)).toBeUndefined();
  });

  test("a name that YAML does not allow is refused with the reason", () => {
    const { file, position } = at(ANCHORED.replace("half", "ha|lf"));
    expect(() => renameAnchor(file, position, "a b", () => 1)).toThrow(RenameRefused);
  });

  test("a name that is anchored elsewhere is refused: aliases further down would mean the other", () => {
    const { file, position } = at("fp16: &h|alf { enabled: true }\nbf16: &whole {}\namp: *half\n");
    expect(() => renameAnchor(file, position, "whole", () => 1)).toThrow(RenameRefused);
    expect(renameAnchor(file, position, "half", () => 1)).toBeDefined();
  });

  test("definition and references", () => {
    const { file, position, result, ...rest } = at(ANCHORED.replace("amp: *", "amp: *|"));
    const [definition] = definitionAt(file, result.launch, position);
    expect(definition?.range.start).toEqual({ line: 0, character: 7 });
    const texts = (all: boolean) =>
      referencesAt(file, result.launch, position, all).map(({ range }) =>
        textAt({ file, result, ...rest }, range),
      );
    expect(texts(true)).toEqual(["half", "half", "half"]);
    expect(texts(false)).toEqual(["half", "half"]);
  });
});

describe("keys across the files of a launch", () => {
  const model = { path: "file:///a.yml", document: readYaml("hidden-size: 8\nnum_layers: 2\n") };
  const local = { path: "file:///b.yml", document: readYaml("seed: 1\nhidden_size: 16\n") };
  const { launch } = check({ files: [model, local], target: MAIN_TARGET });

  test("the definition is where the launch takes the value from", () => {
    const [found] = definitionAt(model, launch, { line: 0, character: 3 });
    expect([found?.uri, found?.range.start]).toEqual(["file:///b.yml", { line: 1, character: 0 }]);
    expect(definitionAt(model, launch, { line: 0, character: 13 })).toEqual([]);
  });

  test("the references are all places that set it", () => {
    const found = referencesAt(model, launch, { line: 0, character: 3 }, true);
    expect(found.map(({ uri, range }) => [uri, range.start.line])).toEqual([
      ["file:///a.yml", 0],
      ["file:///b.yml", 1],
    ]);
  });
});

test("a selection grows from the value to the text", () => {
  const of = sample('{ "optimizer": { "type": "Ad|am" }, "seed": 1 }\n');
  const texts: string[] = [];
  let [range] = selectionRanges(of.file, [of.lines.positionAt(of.offset)]);
  for (; range !== undefined; range = range.parent) texts.push(textAt(of, range.range));
  expect(texts).toEqual([
    '"Adam"',
    '"type": "Adam"',
    '{ "type": "Adam" }',
    '"optimizer": { "type": "Adam" }',
    '{ "optimizer": { "type": "Adam" }, "seed": 1 }',
    '{ "optimizer": { "type": "Adam" }, "seed": 1 }\n',
  ]);
});

test("each of many cursors gets a selection, the first ones all the way", () => {
  const { file, lines } = sample("optimizer: { type: Adam }\n");
  const positions = Array.from({ length: 20_000 }, () => lines.positionAt(20));
  const ranges = selectionRanges(file, positions);
  expect(ranges).toHaveLength(20_000);
  expect(ranges[0]?.parent?.parent).toBeDefined();
  expect(ranges.at(-1)).toEqual({ range: { start: positions[0], end: positions[0] } });
});

test("the outline groups neighbouring keys by argument group", () => {
  const { file, result } = sample(
    "hidden_size: 8\nnum_layers: 2\npipe_parallel_size: 1\noptimizer: { type: Adam }\nmine: null\nnorm: rmsnorm\n",
  );
  const show = (symbols: readonly DocumentSymbol[]): unknown[] =>
    symbols.map(({ name, detail, children }) => [name, ...(detail ? [detail] : []), ...show(children ?? [])]);
  expect(show(documentSymbols(file, result.launch))).toEqual([
    ["Model", ["hidden_size", "8"], ["num_layers", "2"]],
    ["Parallelism", ["pipe_parallel_size", "1"]],
    ["DeepSpeed", ["optimizer", ["type", "Adam"]]],
    ["Not NeoX's", ["mine", "null"]],
    ["Model", ["norm", "rmsnorm"]],
  ]);
});
