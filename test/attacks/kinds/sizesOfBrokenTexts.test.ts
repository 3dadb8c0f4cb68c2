import { MENDABLE, MODEL } from "../command";
import { count, lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";

const check = ["check", "a.yml"];
const mend = [...check, "--fix"];
const all = [...check, "--fix-all", "--dry-run"];

/** A text, and the command that meets it. */
const text = (content: string | Uint8Array, ...args: readonly string[]): Attack => ({
  files: { "a.yml": content },
  args: args.length > 0 ? args : check,
});
const below = (content: string, ...args: readonly string[]) => text(`${MODEL}${content}\n`, ...args);
const mended = (content: string, ...args: readonly string[]) => text(`${MENDABLE}${content}\n`, ...args);

/** The ends of lines that YAML knows. */
const ENDS: Readonly<Record<string, string>> = {
  "returns alone": "\r",
  "next lines": "\u0085",
  "separators of lines": "\u2028",
  "separators of paragraphs": "\u2029",
  "returns before ends of lines": "\r\n",
};

const withEnds = Object.fromEntries(
  Object.entries(ENDS).flatMap(([name, end]): readonly (readonly [string, Attack])[] => [
    [
      `${name}: blocks, comments and 20,000 unknown keys, mended`,
      text(
        `${MENDABLE}optimizer: # c\n  type: Adam # c\n${lines(20_000, (i) => `  k${i}: 1 # c`)}`.replaceAll(
          "\n",
          end,
        ),
        ...mend,
      ),
    ],
    [
      `${name}: 30,000 lines of a block, a list that stays open`,
      text(
        `${MODEL}save: |\n${" a\n".repeat(30_000)}x: [1,\n# c\n y: 2\nz: 3\n`.replaceAll("\n", end),
        ...all,
      ),
    ],
  ]),
);

carryOut({
  "15,500 keys, and 14 slips behind them": text(
    `{\n${count(15_500, (i) => `"k${i}":[${i}],\n`)}${count(14, (i) => `"z${i}": [1\n`)}"end": 1\n}`,
  ),
  ...withEnds,
  "ends of lines of all kinds in turn, within quotes": below(
    `save: "a${"\n\u2028\r\u0085\u2029\r\n".repeat(120_000)}"`,
  ),
  "ends of lines of all kinds in turn, within a block": below(
    `save: |+\n${" a\n\u2028\u0085\u2029".repeat(120_000)}`,
  ),
  "ends of lines of all kinds in turn, within a plain text": below(
    `save: a${"\n\u2028 \u0085\u2029 b".repeat(100_000)}`,
  ),
  "a comment between all tokens of 20,000 entries": below(
    `fp16:\n  {\n${lines(20_000, (i) => `  # c\n  ? # c\n    k${i}\n    # c\n  : # c\n    1\n  ,`)}  }`,
  ),
  "comments between 15,000 dashes and their items": below(
    `x:\n${lines(15_000, (i) => `  # c\n  -\n    # c\n    # c\n    - ${i} # c`)}`,
  ),
  "comments among the tags and anchors of 12,000 values": below(
    lines(12_000, (i) => `k${i}: !!str # c\n  &a${i}\n  # c\n  # c\n  1e-5`),
    ...mend,
  ),
  "300 lines that are each broken in another way": below(
    lines(300, (i) => ["a: b: c", "\tx: 1", "x: [", "y: 'a", "z: @", "- 1", "? a", "w: %"][i % 8] ?? ""),
    ...all,
  ),
  "a broken line in front of 100,000 sound ones": text(
    `a: b: c\n${MODEL}${lines(100_000, (i) => `k${i}: 1`)}`,
    ...mend,
  ),
  "a broken line behind 100,000 sound ones": below(`${lines(100_000, (i) => `k${i}: 1`)}a: b: c`, ...mend),
  "eight broken lines between long ones": below(
    lines(8, (i) => `k${i}: "${"x".repeat(30_000)}"\nb${i}: [1 2]: 3\n`),
    ...mend,
  ),
  "tabs before each of 100,000 lines within braces": below(
    `x: {\n${lines(100_000, (i) => `\t\tk${i}: 1,`)}}`,
    ...mend,
  ),
  "tabs behind each colon and comma of 60,000": below(
    `x: {${listed(60_000, (i) => `k${i}:\t1\t`)}}`,
    ...mend,
  ),
  "60,000 keys that lack a blank behind their colon": below(
    lines(60_000, (i) => `k${i}:1`),
    ...all,
  ),
  "60,000 lines that are indented one more than the first": below(
    `x: 1\n${lines(60_000, (i) => ` k${i}: 1`)}`,
    ...all,
  ),
  "a comma that is missing in each of 40,000 lines of a list": below(
    `x: [\n${lines(40_000, (i) => `  [a${i}: 1`)}`,
    ...all,
  ),
  "90,000 closers of the wrong kind": below(`x: ${"[}{]".repeat(90_000)}`, ...all),
  "lists that are closed by what opens more": below(`${"x: [[[]\n".repeat(30_000)}`, ...all),
  "quotes that stay open before 100,000 comments": below(`save: "a\n${"# b\n".repeat(100_000)}`, ...all),
  "brackets within quotes, comments and blocks of 240,000 characters": below(
    `x: [\n${'\'{[\' # {[\n,"]}\\"",\n'.repeat(12_000)}`,
    ...all,
  ),
  "a hundred kinds of what no key can begin with": below(
    lines(100, (i) => `${String.fromCharCode(33 + (i % 90))}k${i}: 1`),
    ...all,
  ),
  "100,000 keys with dashes and underscores in turn": below(
    lines(100_000, (i) => `k-${i}_a: 1\nk_${i}-a: 2`),
    ...mend,
  ),
  "a tag on each of 60,000 items, of which none is known": below(
    `x: [${listed(60_000, (i) => `!t${i} a`)}]\n!x y: !z w`,
  ),
  "a handle that stands for itself 9,000 times": text(
    `%TAG !e! ${"!e!".repeat(3000)}\n---\n${MODEL}x: [${listed(9000, () => "!e!a 1")}]\n`,
  ),
  "a mark of byte order within each of 60,000 keys": below(
    lines(60_000, (i) => `\ufeffk${i}\ufeff: \ufeff1`),
  ),
  "900,000 blanks behind the last value, mended": text(
    `${MENDABLE.trimEnd()}${" ".repeat(900_000)}`,
    ...mend,
  ),
  "900,000 ends of lines behind the last value, mended": text(MENDABLE + "\n".repeat(900_000), ...mend),
  "900,000 blanks before the first key": text(`${" ".repeat(900_000)}${MODEL.replaceAll("\n", ", ")}`),
  "a value that is mended behind 100,000 comments": mended(
    `${"# c\n".repeat(100_000)}optimizer: {type: Adam, params: {lr: # c\n ${"# d\n ".repeat(50_000)}1e-4}}`,
    ...mend,
  ),
  "a document within braces, of one line of 1,500,000 characters, mended": text(
    `{${MENDABLE.trim().replaceAll("\n", ", ")}, x: [${"a, ".repeat(500_000)}]}`,
    ...mend,
  ),
  "the same argument in twelve spellings": below(
    count(12, (i) => `${i % 2 ? "hidden-size" : "hidden_size"}${" ".repeat(i)}: ${"0".repeat(i)}768\n`),
    ...all,
  ),
});
