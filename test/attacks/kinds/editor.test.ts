import { expect, test } from "vitest";
import { MODEL } from "../command";
import { OWN_FAULT, RawServer } from "../rawServer";
import { count } from "../repeat";
import { type Asked, askAll, type Place, place } from "./askedTexts";

const keys = (length: number) => count(length, (index) => `k${index}: 1\n`);
/** Below a small model. */
const below = (lines: string, ...places: readonly Place[]): Asked => ({
  text: `# neox-config: on\n${MODEL}${lines}\n`,
  places: places.length > 0 ? places : [place(2, 3), place(7, 3)],
});
/** The model in braces, and more in them. */
const inBraces = (more: string): Asked => ({
  text: `# neox-config: on\n{${MODEL.trim().replaceAll("\n", ", ")}, ${more}}\n`,
  places: [place(1, 3)],
});

/** Texts that are not long to read, and places from which one might look far around. */
const ASKED: Readonly<Record<string, Asked>> = {
  "30,000 comments between 12,000 keys in braces": inBraces(
    `${"a,".repeat(12_000)}\n${"#\n".repeat(12_000)}b: 1`,
  ),
  "4,000 mappings of two lines in braces": inBraces("a: {\nb},".repeat(4000)),
  "7,000 keys of one line in braces": inBraces(count(7000, (index) => `k${index},`)),
  "200 mappings of lines in each other": inBraces(
    `x: {\n${"a: {\n".repeat(200)}b: [${"1,\n".repeat(15_000)}]${"}".repeat(201)}`,
  ),
  "200 mappings of growing indents": inBraces(
    `${count(200, (index) => `\n${" ".repeat(index)}a: {`)}${count(1000, (index) => `c${index}: "x\n y",`)}b: 1${"}".repeat(200)}`,
  ),
  "3,000 merges in braces": inBraces(`b: &b {k: 1}, ${count(3000, (index) => `m${index}: {<<: *b},`)}x: 1`),
  "1,000 findings in a line of 1,800,000 characters": inBraces(
    count(1000, (index) => `k${index}: "${"x".repeat(1800)}", `),
  ),
  "20,000 blocks of keys that DeepSpeed had once": below(
    "zero_optimization: {cpu_offload: true, cpu_offload_params: true}\n".repeat(20_000),
  ),
  "20,000 old keys of one block": below(`zero_optimization: {${"cpu_offload: true, ".repeat(20_000)}}`),
  "9,000 arguments that are no more": below("num-unique-layers: 1\nsparse_attn: 1\n".repeat(4500)),
  "uses of an anchor in 460 levels": below(
    `a: &a 1\nx: ${"{k: [*a, ".repeat(230)}1${"]}".repeat(230)}`,
    place(8, 900),
    place(7, 5),
  ),
  "a place in 460 levels": below(`x: ${"{k: [".repeat(230)}1${"]}".repeat(230)}`, place(7, 1100)),
  "a place within 1,800,000 blanks": below(`x: ${" ".repeat(1_800_000)}1`, place(7, 900_000)),
  "a place in a text of 500,000 lines": below(`x: |\n${" a\n".repeat(500_000)}`, place(250_000, 2)),
  "a place in a comment of 440,000 rules": below(
    `# neox-config: ignore ${"a-b ".repeat(440_000)}`,
    place(7, 900_000),
  ),
  "a place in a comment of 290,000 names": below(
    `# neox-config: with ${"a.yml,".repeat(290_000)}`,
    place(7, 900_000),
  ),
  "a place in a comment of 400,000 flags": below(
    `# neox-config: converts-with convert_neox_to_hf ${"--a ".repeat(400_000)}`,
    place(7, 900_000),
  ),
  "a place in a word of 1,760,000 letters": below("num_".repeat(440_000), place(7, 900_000)),
  "a place in a list of 200,000 quotes": below(
    `train_data_paths: [${"'a',".repeat(200_000)}]`,
    place(7, 400_000),
  ),
  "a place behind quotes that stay open": below(`x: "${"a\\".repeat(400_000)}`, place(7, 700_000)),
  "breaks of lines that only YAML knows": below('"a\u2028b\u2029c\u0085d": 1\n'.repeat(40_000), place(20, 3)),
  "an outline of 60,000 mappings in a list": below(
    `x:\n${"- {a: 1, b: {c: 2}}\n".repeat(60_000)}`,
    place(30_000, 5),
  ),
  "18 blocks that merge 9,000 keys": below(
    `x: &m {${count(9000, (index) => `k${index}: 1, `)}}\n${["optimizer", "zero_optimization", "scheduler", "fp16", "bf16", "amp", "data_types", "autotuning", "wandb"].map((key) => `${key}: {<<: *m}\n`).join("")}`,
    place(8, 15),
  ),
  "200,000 paths and 500 weights": below(
    `train_data_paths: [${"a, ".repeat(200_000)}]\ntrain_data_weights: [${"1., ".repeat(500)}]`,
    place(7, 300_001),
  ),
  "cuts through 2,000 layers": {
    text: `${MODEL.replace("12", "2000")}pipe_parallel_size: 5\n`,
    places: [place(0, 13)],
  },
  "an anchor that is used in its own value": below("x: &x [*x, {*x : *x}]\ny: *x", place(7, 4), place(7, 9)),
  "one anchor given anew 20,000 times": below(`x: [${"&a 1, *a, ".repeat(20_000)}]`, place(7, 100_003)),
  "a place between the halves of a character": below(
    'x: "\u{1f600}\u{1f600}" # \u{1f600}',
    place(7, 5),
    place(7, 14),
  ),
  "places beyond all": below("x: 1", place(2_147_483_647, 2_147_483_647), place(3, 2_147_483_647)),
  "a place behind the last end of a line": below("", place(8, 0), place(9, 0)),
  "places in a text of returns": { text: MODEL.replaceAll("\n", "\r"), places: [place(2, 3), place(0, 40)] },
  "places in a text of next lines": {
    text: MODEL.replaceAll("\n", "\u0085"),
    places: [place(0, 40), place(2, 3)],
  },
  "a place in 3,000 keys with question marks": below(
    `x: {${count(3000, (i) => `? [k${i}, a]\n : 1,`)}}`,
    place(1500, 5),
  ),
  "a value begun in each of 20,000 keys": below("activation: \n".repeat(20_000), place(10_000, 12)),
  "a place behind 400 lists that stay open": below(`x: ${"[".repeat(400)}`, place(7, 403)),
  "a place behind a backslash that is the last": below('x: "\\', place(7, 5)),
  "a place in a tag, an anchor and an alias": below(
    "x: !!python/tuple &a [1]\ny: *a",
    place(7, 8),
    place(7, 19),
    place(8, 4),
  ),
  "a place in a key of 900,000 letters": below(`${"k".repeat(900_000)}: 1`, place(7, 450_000)),
  "a place in a sentence of 900,000 letters about a rule": below(
    `# neox-config: ignore unknown-argument -- ${"a ".repeat(450_000)}\nx: 1`,
    place(7, 800_000),
  ),
  "9,000 names of files that are nowhere": below(
    `train_data_paths: [${count(9000, (i) => `/no/such/place/${i}, `)}]\nload: /no\nvocab_file: "${"../".repeat(9000)}v"`,
    place(7, 9000),
  ),
  "a link of controls": below(
    'vocab_file: "a\\u0000b\\u001b[31m"\nload: "file:///etc/passwd"\nsave: "command:x"',
    place(7, 14),
  ),
  "a project file's words in a config": below(
    "launches: [{name: x, files: [a.yml]}]\nneox: /\nrules: {a: off}",
    place(7, 3),
  ),
  "40,000 comments that ignore three rules each": below(
    "# neox-config: ignore a-b c-d e-f\n".repeat(40_000) + keys(100),
  ),
};

askAll(ASKED);

interface Change {
  readonly range?: { readonly start: Place; readonly end: Place };
  readonly text: string;
}

const insert = (line: number, character: number, text: string): Change => ({
  range: { start: place(line, character), end: place(line, character) },
  text,
});
const remove = (start: Place, end: Place): Change => ({ range: { start, end }, text: "" });

/** A text, and what is done to it so many times, with a question now and then that nobody waits for. */
interface Edited {
  readonly text: string;
  readonly times: number;
  readonly change: (index: number) => readonly Change[];
}

const EDITED: Readonly<Record<string, Edited>> = {
  "1,000 letters, one by one": {
    text: `${MODEL}x: 1\n`,
    times: 1000,
    change: () => [insert(6, 4, "y")],
  },
  "25 times another text of 20,000 keys": {
    text: MODEL + keys(20_000),
    times: 25,
    change: (index) => [{ text: MODEL + keys(20_000).replaceAll(": 1", `: ${index}`) }],
  },
  "20,000 changes in one note": {
    text: MODEL,
    times: 3,
    change: () => Array.from({ length: 20_000 }, (_, index) => insert(0, 0, index % 2 === 0 ? "#" : "")),
  },
  "a brace that swallows 40,000 keys, and is taken away": {
    text: MODEL + keys(40_000),
    times: 60,
    change: (index) => [index % 2 === 0 ? insert(6, 0, "x: {\n") : remove(place(6, 0), place(7, 0))],
  },
  "4,000 changes in one message, of which the last writes half of a line break": {
    text: MODEL + keys(180_000),
    times: 2,
    change: () => [
      ...Array.from({ length: 4000 }, (_, index) => insert(6 + index, 2, "2")),
      insert(10, 0, "\r"),
    ],
  },
  "3,000 changes in one message, to and fro": {
    text: MODEL + keys(180_000),
    times: 2,
    change: () =>
      Array.from({ length: 3000 }, (_, index) =>
        insert(6 + (index % 2 === 0 ? index : 9000 - index), 2, "2"),
      ),
  },
  "a change a thousand million lines below the end, and one before": {
    text: MODEL,
    times: 20,
    change: (index) => [
      index % 2 === 0
        ? { range: { start: place(1e9, 0), end: place(1e9 + 1, 0) }, text: "\n" }
        : insert(0, 0, "#\n"),
    ],
  },
  "a text that is emptied and written again": {
    text: MODEL + keys(30_000),
    times: 200,
    change: () => [remove(place(0, 0), place(99_999, 0)), insert(0, 0, MODEL)],
  },
};

test.concurrent.for(Object.entries(EDITED))("%s", async ([, { text, times, change }], { onTestFinished }) => {
  const server = new RawServer();
  onTestFinished(() => void server.process.kill("SIGKILL"));
  await server.start();
  const uri = "file:///none/a.yml";
  server.open(uri, text);
  const answers: Promise<void>[] = [];
  for (let index = 0; index < times; index++) {
    const textDocument = { uri, version: index + 2 };
    server.note("textDocument/didChange", { textDocument, contentChanges: change(index) });
    if (index % 200 === 0)
      answers.push(server.ask("textDocument/completion", { textDocument, position: place(index % 6, 3) }));
  }
  await Promise.all(answers);
  await server.ask("textDocument/hover", { textDocument: { uri }, position: place(1, 2) });
  expect(server.received).not.toMatch(OWN_FAULT);
  expect(server.received).not.toContain(`"code":-32603`);
  expect(server.process.exitCode).toBeNull();
});
