import { afterAll, afterEach, beforeAll, test } from "vitest";
import { MENDABLE, MODEL } from "../command";
import { count, lines } from "../repeat";
import { type ChangedEditor, editorsOf } from "./changedEditor";

/** Texts that one text becomes, one after the other; the last stays. */
type Texts = readonly string[];

const again = (length: number, ...texts: Texts): Texts => Array(length).fill(texts).flat();
const ON = "# neox-config: on\n";
const deep = (levels: number) => `${MODEL}x: ${"[".repeat(levels)}1${"]".repeat(levels)}\n`;
const LARGE = MODEL + lines(12_000, (i) => `key_of_nothing_${i}: ${i}`);

const CHANGED: Readonly<Record<string, Texts>> = {
  "an anchor that moves below its aliases, and back": again(
    9,
    `${MODEL}x: &x 1\ny: *x\n`,
    `${MODEL}y: *x\nx: &x 1\n`,
    `${MODEL}x: &x [*x]\ny: *x\n`,
  ),
  "a second document that begins, ends and is gone": again(
    7,
    `${MENDABLE}---\n${MODEL}`,
    `---\n${MENDABLE}...\n`,
    `${MENDABLE}--- \n`,
    MENDABLE,
  ),
  "directives that come before a config": again(
    7,
    MENDABLE,
    `%YAML 1.2\n---\n${MENDABLE}`,
    `%TAG ! tag:x,2000:\n---\n${MENDABLE}y: !a 1\n`,
    `%YAML 3.0\n%YAML 1.1\n---\n${MENDABLE}`,
  ),
  "a text in blocks that swallows all behind it as its indent is typed": again(
    7,
    `save: |\n${MENDABLE}`,
    `save: |\n  ${MENDABLE.replaceAll("\n", "\n  ")}`,
    `save: |9\n  ${MENDABLE}`,
    `save: x\n${MENDABLE}`,
  ),
  "a quote that is opened before all, and closed": again(
    9,
    `save: "\n${MENDABLE}`,
    `save: "\n${MENDABLE}"\n`,
    `save: ""\n${MENDABLE}`,
  ),
  "a config that is called none, one, and neither": again(
    9,
    `# neox-config: off\n${MENDABLE}`,
    `# neox-config: on\n${MENDABLE}`,
    MENDABLE,
    "x: 1\n",
    `${ON}x: 1\n`,
  ),
  "a companion that is itself, another and nobody": again(
    7,
    `# neox-config: with b.yml\n${MENDABLE}`,
    `# neox-config: with a.yml\n${MENDABLE}`,
    `# neox-config: with nobody.yml\n${MENDABLE}`,
    `# neox-config: with b.yml a.yml b.yml a.yml\n${MENDABLE}`,
  ),
  "merges that come to hold themselves": again(
    7,
    `${ON}x: &x {a: 1}\noptimizer: {<<: *x, type: Adam}\n`,
    `${ON}x: &x {<<: *x}\noptimizer: {<<: *x, type: Adam}\n`,
    `${ON}x: &x {<<: [*x, *x]}\noptimizer: &x {<<: *x, type: Adam}\n${MODEL}`,
  ),
  "ends of lines of one kind after the other": again(
    5,
    ...["\r\n", "\r", "\u2028", "\u0085", "\n\r", "\r\r\n", "\n"].map((end) =>
      MENDABLE.replaceAll("\n", end),
    ),
  ),
  "dashes for underscores, and a key in both": again(
    9,
    MODEL.replaceAll("_", "-"),
    MODEL + MODEL.replaceAll("_", "-"),
    `${MODEL}hidden-size: 7\nhidden_size: 768\n`,
  ),
  "a text that grows over what is read at once, and shrinks": again(3, LARGE, MODEL, LARGE, MENDABLE),
  "a mark of byte order that comes and goes": again(
    9,
    `\ufeff${MENDABLE}`,
    `\ufeff\ufeff${MENDABLE}`,
    MENDABLE,
    `${MODEL}\ufeff`,
  ),
  "tabs at each place of a line": again(
    9,
    `\t${MENDABLE}`,
    MENDABLE.replaceAll(": ", ":\t"),
    MENDABLE.replaceAll("\n", "\t\n\t"),
    `${MODEL}x:\n\t- 1\n`,
  ),
  "levels below and beyond the last that is read": [
    ...again(3, deep(478), deep(481), deep(20_000)),
    deep(479),
  ],
  "an ignored rule whose comment moves along the lines": [
    ...Array.from({ length: 8 }, (_, at) =>
      MENDABLE.split("\n")
        .map((line, index) => (index === at ? `${line} # neox-config: ignore wrong-type` : line))
        .join("\n"),
    ),
    `${MODEL}min_lr: 1e-5 # neox-config: ignore wrong-type\n`,
  ],
  "one key after the other taken away, and typed": [
    ...Array.from({ length: 90 }, (_, length) => MODEL.slice(length)),
    ...Array.from({ length: 90 }, (_, length) => MODEL.slice(0, length)),
    MENDABLE,
  ],
  "braces around all, opened and closed at either end": again(
    7,
    `{${MENDABLE}`,
    `{${MENDABLE.trim().replaceAll("\n", ",\n")}}\n`,
    `${MENDABLE}}`,
    `[{${MENDABLE.trim().replaceAll("\n", ",\n")}}]\n`,
  ),
  "numbers that become texts, floats, bools and nothing": again(
    5,
    ...["12", '"12"', "12.0", "yes", "~", "0x_", "1_2", "0o14", "1:30", ".inf", "- 12"].map((it) =>
      MODEL.replace(": 12\n", `: ${it}\n`),
    ),
    MODEL,
  ),
  "halves of characters that find each other": again(
    9,
    `${MODEL}save: "\ud83d"\n`,
    `${MODEL}save: "\ude00"\n`,
    `${MODEL}save: "\ude00\ud83d\ude00"\n`,
    `${MODEL}# \ud83d\n"\ude00": 1\n`,
  ),
  "keys that every object has": again(
    7,
    `${MODEL}__proto__: {hidden_size: 1}\nconstructor: 1\n`,
    `${MODEL}optimizer: {__proto__: 1, toString: 2, type: hasOwnProperty}\n`,
    `${MODEL}x: &__proto__ 1\ny: *__proto__\n`,
    `${MODEL}precision: constructor\nzero_optimization: {stage: __proto__}\n`,
  ),
  "200 findings that come, move by a line, and go": again(
    4,
    MODEL + count(200, (i) => `unknown_${i}: 1e5\n`),
    `\n${MODEL}${count(200, (i) => `unknown_${i}: 1e5\n`)}`,
    MODEL,
  ),
};

let editor: ChangedEditor;
let fresh: ChangedEditor;
const ends: (() => void)[] = [];
beforeAll(async () => {
  [editor, fresh] = await editorsOf({ "b.yml": "seq_length: 8\n" }, (end) => ends.push(end));
});
afterEach(() => {
  for (const each of [editor, fresh]) each.closeAll();
});
afterAll(() => {
  for (const end of ends) end();
});

test.each(Object.entries(CHANGED))("%s, while everything is asked", async (_, texts) => {
  editor.open("a.yml", MODEL);
  editor.open("b.yml", "seq_length: 8\n");
  for (const [index, text] of texts.entries()) {
    editor.change("a.yml", text);
    if (index % 5 === 0) editor.askAll("a.yml");
  }
  await editor.expectAsFresh(fresh);
});
