import { expect, test } from "vitest";
import { MENDABLE, MODEL } from "../command";
import { OWN_FAULT, RawServer } from "../rawServer";
import { count, lines, listed } from "../repeat";

const place = (line: number, character: number) => ({ line, character });
type Place = ReturnType<typeof place>;

/** A text, what is asked of it, and where. */
interface Large {
  readonly text: string;
  readonly method: string;
  readonly at: Place;
  readonly params?: object;
}

/** The line behind the model. */
const LINE = 6;
const below = (lines: string, method: string, at: Place = place(LINE, 3), params: object = {}): Large => ({
  text: `${MODEL}${lines}\n`,
  method: `textDocument/${method}`,
  at,
  params,
});
const whole = { start: place(0, 0), end: place(999_999, 0) };
const actions = { range: whole, context: { diagnostics: [] } };
const renamed = { newName: "b" };
const times = <Item>(length: number, make: (index: number) => Item) =>
  Array.from({ length }, (_, index) => make(index));

const LARGE: Readonly<Record<string, Large>> = {
  "a completion behind 200,000 keys": below(
    `${lines(200_000, (i) => `k${i}: 1`)}hid`,
    "completion",
    place(LINE + 200_000, 3),
  ),
  "a completion of a value behind 9,000 lists that stay open": below(
    `${"x: [\n".repeat(9000)}precision: `,
    "completion",
    place(LINE + 9000, 11),
  ),
  "a completion within a block of 90,000 keys": below(
    `optimizer:\n${lines(90_000, (i) => `  k${i}: 1`)}  pa`,
    "completion",
    place(LINE + 90_001, 4),
  ),
  "a completion in a key that 900 quotes surround": below(
    `${"'\"".repeat(900)}hid${"\"'".repeat(900)}`,
    "completion",
    place(LINE, 1803),
  ),
  "a completion of a file's name in a comment of 300,000 letters": below(
    `# neox-config: with ${"a/".repeat(150_000)}`,
    "completion",
    place(LINE, 300_019),
  ),
  "a completion of rules in a comment that ignores 1,000": below(
    `# neox-config: ignore ${listed(1000, (i) => `r-${i}`)}, hid`,
    "completion",
    place(LINE, 9000),
  ),
  "a completion behind 400,000 blanks and a dash": below(
    `x:\n${" ".repeat(400_000)}- `,
    "completion",
    place(LINE + 1, 400_002),
  ),
  "a completion between two halves of a text of 90,000 emojis": below(
    `save: "${"\u{1f600}".repeat(90_000)}"`,
    "completion",
    place(LINE, 90_001),
  ),
  "a completion in 470 blocks of growing indents": below(
    `${count(470, (i) => `${" ".repeat(i)}k:\n`)}${" ".repeat(470)}h`,
    "completion",
    place(LINE + 470, 471),
  ),
  "a rename of an anchor that has 10,000 uses": below(
    `x: [&a 1, ${"*a, ".repeat(10_000)}]`,
    "rename",
    place(LINE, 5),
    renamed,
  ),
  "a rename of an anchor that has 200,000 uses": below(
    `x: [&a 1, ${"*a, ".repeat(200_000)}]`,
    "rename",
    place(LINE, 5),
    renamed,
  ),
  "a rename among 100,000 anchors, to the name of the last": below(
    `x: [${listed(100_000, (i) => `&a${i} 1`)}]`,
    "rename",
    place(LINE, 5),
    { newName: "a99999" },
  ),
  "a rename by a name of 900,000 letters": below("x: &a 1\ny: *a", "rename", place(LINE, 5), {
    newName: "n".repeat(900_000),
  }),
  "a rename on each side of a break of lines that only YAML knows": below(
    "x: &a 1\u2028y: *a\u0085z: *a",
    "rename",
    place(LINE, 11),
    renamed,
  ),
  "references of a key in 9,000 spellings": below(
    lines(9000, (i) => `hidden${"-_"[i % 2]}size: ${i}`),
    "references",
    place(1, 3),
    {
      context: { includeDeclaration: true },
    },
  ),
  "references of an anchor at the last of 150,000 uses": below(
    `x: &a [1]\ny: [${"*a, ".repeat(150_000)}]`,
    "references",
    place(LINE + 1, 599_998),
    {
      context: { includeDeclaration: false },
    },
  ),
  "code actions for all of 1,000 values that are mended": below(
    lines(1000, () => "min_lr: 1e-5"),
    "codeAction",
    place(0, 0),
    actions,
  ),
  "code actions for all of a text of 290,000 characters that is broken everywhere": below(
    "a: b: c\n".repeat(36_000),
    "codeAction",
    place(0, 0),
    actions,
  ),
  "code actions of a text in braces of 49,000 characters": {
    text: `{${MODEL.trim().replaceAll("\n", ", ")}, ${listed(4000, (i) => `k${i}: {a: 1}`)}}\n`,
    method: "textDocument/codeAction",
    at: place(0, 3),
    params: actions,
  },
  "code actions with 5,000 findings of somebody else": below(
    "x: 1\nmin_lr: 1e-5",
    "codeAction",
    place(0, 0),
    {
      range: whole,
      context: {
        diagnostics: times(5000, (i) => ({
          range: whole,
          message: "x".repeat(i % 99),
          source: "neox-config",
          code: "wrong-type",
        })),
      },
    },
  ),
  "selections of 5,000 cursors in 400 levels": below(
    `x: ${"{k: [".repeat(200)}1${"]}".repeat(200)}`,
    "selectionRange",
    place(LINE, 9),
    {
      positions: times(5000, (i) => place(LINE, i % 1300)),
    },
  ),
  "selections of 20,000 cursors, each at the end of a line": below(
    lines(20_000, (i) => `k${i}: [1, 2]`),
    "selectionRange",
    place(LINE, 9),
    {
      positions: times(20_000, (i) => place(LINE + i, 99)),
    },
  ),
  "an outline of 460 levels, each of 100 keys": below(
    `x: ${count(460, (i) => `{${listed(100, (k) => `a${i}_${k}: 1`)}, b: `)}1${"}".repeat(460)}`,
    "documentSymbol",
  ),
  "an outline of 150,000 keys of 30 groups in turn": below(
    lines(150_000, (i) => `${["hidden_size", "optimizer", "save", "k"][i % 4]}${i}: 1`),
    "documentSymbol",
  ),
  "hints for all of a model that is said 9,000 times": {
    text: MODEL.repeat(9000),
    method: "textDocument/inlayHint",
    at: place(0, 0),
    params: { range: whole },
  },
  "hints for a range from behind in a text of one line": below(
    `x: [${"1, ".repeat(400_000)}]`,
    "inlayHint",
    place(0, 0),
    {
      range: { start: place(LINE, 900_000), end: place(0, 0) },
    },
  ),
  "links of 30,000 paths of one kind": below(
    `train_data_paths: [${listed(30_000, (i) => `d${i % 9}/x`)}]`,
    "documentLink",
  ),
  "links of names with everything that a link could hold": below(
    `vocab_file: "${"%41%zz?#:@[]{}|^\\u0000\\u202e\\n../".repeat(900)}"\nhostfile: "//h/s"\nload: "\\\\\\\\h\\\\s"\nmerge_file: "a:b"\ninclude: "#"`,
    "documentLink",
  ),
  "highlights of a word that stands there 300,000 times": below(
    `x: [${"num_layers, ".repeat(140_000)}]`,
    "documentHighlight",
    place(0, 3),
  ),
  "a hover over a value of 1,900,000 letters": below(
    `save: "${"s".repeat(1_900_000)}"`,
    "hover",
    place(LINE, 900_000),
  ),
  "a hover over a key of a block whose values hold themselves": below(
    "optimizer: &o {type: Adam, params: &p {lr: *o, betas: [*p, *o]}}",
    "hover",
    place(LINE, 40),
  ),
  "lenses of a text of 90,000 comments that go with it": below(
    lines(90_000, (i) => `# neox-config: with b${i}.yml`),
    "codeLens",
  ),
  "what all values come to, for 1,900 arguments of long texts": {
    ...below(`${lines(1900, (i) => `k${i}: "${"v".repeat(900)}"`)}`, ""),
    method: "neoxConfig/effective",
  },
  "what is to be done for a text of 20,000 keys of long ago": {
    ...below("sparse_attn: 1\nnum-unique-layers: 1\n".repeat(10_000), ""),
    method: "neoxConfig/bringUpToDate",
  },
};

test.concurrent.for(Object.entries(LARGE))(
  "%s",
  async ([, { text, method, at, params }], { onTestFinished }) => {
    const server = new RawServer();
    onTestFinished(() => void server.process.kill("SIGKILL"));
    await server.start();
    const uri = "file:///none/a.yml";
    const other = "file:///none/b.yml";
    server.open(uri, text);
    server.open(other, MENDABLE);
    const asked = {
      uri,
      textDocument: { uri },
      position: at,
      positions: [at],
      range: { start: at, end: at },
    };
    const answer = server.ask(method, { ...asked, ...params });
    // Another text is answered meanwhile.
    await server.ask("textDocument/hover", { textDocument: { uri: other }, position: place(1, 2) });
    await answer;
    await server.ask("textDocument/hover", { textDocument: { uri }, position: place(1, 2) });
    expect(server.received).not.toMatch(OWN_FAULT);
    expect(server.received).not.toContain('"code":-32603');
    expect(server.process.exitCode).toBeNull();
  },
);
