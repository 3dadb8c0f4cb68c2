import {
  chmodSync,
  linkSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MENDABLE, MODEL, mended, plant } from "../command";
import { type Attack, carryOut } from "./attack";

const bytesOf = (folder: string, name: string) => readFileSync(join(folder, name)).toString("latin1");
const latin1 = (text: string | Uint8Array) => Buffer.from(text).toString("latin1");

/** Nothing is left over by a fix: neither a copy nor what is written before it takes the place of a file. */
function expectNoStrays(folder: string): void {
  const names = readdirSync(folder, { recursive: true }).map(String);
  expect(names.filter((name) => /tmp|\.neox-config-|~$/.test(name))).toEqual([]);
}

/** One file of these bytes, which `--fix` mends or leaves as it is. */
const text = (content: string | Uint8Array, wanted = mended(latin1(content))): Attack => ({
  files: { "a.yml": content },
  args: ["check", "--each", "a.yml", "--fix"],
  afterwards(folder) {
    expect([latin1(content), wanted]).toContain(bytesOf(folder, "a.yml"));
    expectNoStrays(folder);
  },
});

/** Files that are one, or alike: all are mended, each once. */
const named = (
  args: readonly string[],
  names: readonly string[],
  prepare: (folder: string) => void = () => {},
): Attack => ({
  args: ["check", ...args, "--fix"],
  prepare,
  afterwards(folder) {
    for (const name of names) expect(bytesOf(folder, name)).toBe(mended(MENDABLE));
    expectNoStrays(folder);
  },
});

/** A file with a name, found in its folder. */
const called = (name: string): Attack => ({
  ...named(["--each", "."], [name]),
  files: { [name]: MENDABLE },
});

const planted = (more: (folder: string) => void) => (folder: string) => {
  plant(folder, "a.yml", MENDABLE);
  more(folder);
};

/** What cannot be mended is as it was. */
const untouched = (attack: Attack): Attack => ({
  ...attack,
  afterwards(folder) {
    for (const [name, content] of Object.entries(attack.files ?? {}))
      expect(bytesOf(folder, name)).toBe(latin1(content));
    expectNoStrays(folder);
  },
});

carryOut({
  "a mark of byte order": text(`\ufeff${MENDABLE}`),
  "a mark of byte order within": text(`${MENDABLE}# \ufeff\n`),
  "ends of lines of Windows": text(MENDABLE.replaceAll("\n", "\r\n")),
  "returns alone": text(MENDABLE.replaceAll("\n", "\r")),
  "next lines": text(MENDABLE.replaceAll("\n", "\u0085")),
  "line separators": text(MENDABLE.replaceAll("\n", "\u2028")),
  "ends of lines of both kinds": text(MENDABLE.replace("\n", "\r\n").replace("12\n", "12\r\n")),
  "no last end of a line": text(MENDABLE.trimEnd()),
  "characters that are hardly seen": text(`${MENDABLE}# \u00a0\u{1f600} \u202e\n`),
  "letters in parts": text(`${MENDABLE}x\u0301: e\u0301 # a\u0301\n`),
  "tabs alone": text(`${MENDABLE}\t\n#\t\n`),
  "5,000 empty lines": text(MENDABLE + "\n".repeat(5000)),
  "lines of blanks": text(MENDABLE + "   \n".repeat(100)),
  "the end of a document": text(`${MENDABLE}...\n`),
  "a version, a beginning and an end": text(`%YAML 1.1\n---\n${MENDABLE}...\n# after\n`),
  "a key beyond 65,536": text(`"\u{1f600}": 1\n${MENDABLE}`),
  "the same key twice": text(`${MENDABLE}min_lr: 1e-5\n`, `${MENDABLE}min_lr: 1.0e-5\n`),
  "all in braces": text(`{${MENDABLE.trimEnd().replaceAll("\n", ", ")}}\n`),
  "an anchor before the number": text(`${MENDABLE.replace("1e-5", "&a 1e-5")}x: *a\n`),
  "a quoted text over lines of Windows": text(`${MENDABLE.replaceAll("\n", "\r\n")}save: "a\r\n\r\n  b"\r\n`),
  "bytes that are no text": text(Buffer.concat([Buffer.from(MENDABLE), Buffer.of(0x23, 0xff, 0x0a)])),
  "a comment of controls": text(`${MENDABLE}# \u0007\u001b[2J\n`),

  "a link of each kind to one file": named(
    ["--each", "a.yml", "b.yml", "c.yml"],
    ["a.yml", "b.yml", "c.yml"],
    planted((folder) => {
      linkSync(join(folder, "a.yml"), join(folder, "b.yml"));
      symlinkSync("a.yml", join(folder, "c.yml"));
    }),
  ),
  "fifty names of one file": named(
    ["--each", ...Array.from({ length: 50 }, (_, index) => `${"./".repeat(index)}a.yml`)],
    ["a.yml"],
    planted(() => {}),
  ),
  "one file twice in a launch": named(
    ["a.yml", "./a.yml"],
    ["a.yml"],
    planted(() => {}),
  ),
  "a file and its link in a launch": named(
    ["a.yml", "link.yml"],
    ["a.yml"],
    planted((folder) => symlinkSync("a.yml", join(folder, "link.yml"))),
  ),
  "a name of 244 letters": called(`${"a".repeat(240)}.yml`),
  "a name of 255 letters": called(`${"a".repeat(251)}.yml`),
  "a name of 252 bytes": called(`${"\u00e9".repeat(124)}.yml`),
  "a name of an order": called("a\n::add-mask::q.yml"),
  "a name of a difference": called("a\n--- b.yml"),
  "a name of patterns": called("{a,b}[!c]*.yml"),
  "a name of blanks and quotes": called(" ' \" $(touch RAN) `touch RAN`.yml"),
  "all rights, and a folder of everybody": {
    ...named(
      ["--each", "a.yml"],
      ["a.yml"],
      planted((folder) => {
        chmodSync(folder, 0o1777);
        chmodSync(join(folder, "a.yml"), 0o6777);
      }),
    ),
    afterwards(folder) {
      expect(bytesOf(folder, "a.yml")).toBe(mended(MENDABLE));
      expect(statSync(join(folder, "a.yml")).mode & 0o7777).toBe(0o6777);
    },
  },
  "a time that is to come": named(
    ["--each", "a.yml"],
    ["a.yml"],
    planted((folder) => utimesSync(join(folder, "a.yml"), 4e9, 4e9)),
  ),
  "a terabyte": {
    files: { "a.yml": MENDABLE },
    args: ["check", "a.yml", "--fix"],
    prepare: (folder) => truncateSync(join(folder, "a.yml"), 2 ** 40),
    afterwards: (folder) => expect(statSync(join(folder, "a.yml")).size).toBe(2 ** 40),
  },
  "a difference of a name of a difference": untouched({
    files: { "a\n--- b.yml": MENDABLE },
    args: ["check", "a\n--- b.yml", "--fix", "--dry-run"],
  }),
  "standard input": { args: ["check", "-", "--fix"], stdin: MENDABLE },
  "standard input by its path": { args: ["check", "/dev/stdin", "--fix"], stdin: MENDABLE },
  "launches of standard input": {
    files: { "a.yml": MENDABLE },
    args: ["check", "--launches", "-", "--fix"],
    stdin: '{"files":["a.yml"]}\n',
    afterwards: expectNoStrays,
  },
  "values that two files give otherwise": {
    files: { "a.yml": `${MENDABLE}hidden_size: 770\n`, "b.yml": MENDABLE },
    args: ["check", "a.yml", "b.yml", "--fix-all"],
    afterwards: expectNoStrays,
  },
  "a link to nothing": {
    args: ["check", "--each", "a.yml", "--fix"],
    prepare: (folder) => symlinkSync("nothing", join(folder, "a.yml")),
    afterwards: (folder) => expect(readdirSync(folder)).toEqual(["a.yml"]),
  },
  "a list that stays open": text(`${MENDABLE}x: [\n`),
  "nothing to mend": untouched({
    files: { "a.yml": MODEL, "b.txt": MENDABLE },
    args: ["check", "--each", ".", "--fix"],
  }),
  "a mark of byte order twice": {
    ...text(`\ufeff\ufeff${MENDABLE}`),
    afterwards(folder) {
      expect(bytesOf(folder, "a.yml")).toContain("min_lr: 1.0e-5\n");
      expectNoStrays(folder);
    },
  },
  "letters of another age": text(Buffer.from(`${MENDABLE}# caf\u00e9\n`, "latin1")),
  "two bytes a letter": text(Buffer.from(`\ufeff${MENDABLE}`, "utf16le")),
  "two bytes a letter, turned around": text(Buffer.from(`\ufeff${MENDABLE}`, "utf16le").swap16()),
  "two bytes a letter, and no mark": text(Buffer.from(MENDABLE, "utf16le")),
  "bytes that stand for too little and too much": text(
    Buffer.concat([
      Buffer.from(`${MENDABLE}# `),
      Buffer.of(0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80, 10),
    ]),
  ),
  "a character of nothing at the end": text(`${MENDABLE}\0`),
  "a comment of the controls above 127": text(`${MENDABLE}# \u0080\u009f\n`),
  "what stands for lost letters": text(`${MENDABLE}save: \ufffd # \ufffd\n`),
  "characters of nobody": text(`${MENDABLE}save: \ue000 # \ufdd0\ufffe\n`),
  "comments in braces": text(`{ # \u00e9\n${MENDABLE.trim().replaceAll("\n", ", # \u{1f600}\n")}\n} # z\n`),
  "a return at the end": text(`${MENDABLE.trimEnd()}\r`),
  "a key of escapes": text(`"\\x6din_lr": 1e-5\n${MODEL}`),
  "keys beyond 65,536 in its line": text(
    `{"\u{1f600}\u{1f600}": "\u{10ffff}", ${MENDABLE.trim().replaceAll("\n", ", ")}}\n`,
  ),
  "2,000 numbers, mended one by one": {
    files: {
      "a.yml": `${MODEL}optimizer: {type: Adam, params: {lr: 1.0e-5, betas: [${"1e-1, ".repeat(2000)}]}}\n`,
    },
    args: ["check", "a.yml", "--fix"],
    afterwards(folder) {
      expect(bytesOf(folder, "a.yml")).toMatch(/betas: \[1\.0e-1, .*, 1e-1, \]\}\}\n$/);
      expectNoStrays(folder);
    },
  },
});

/** Above what is mended, and below it, something that a fix may not touch. */
const around = (more: string) => text(`${MENDABLE}${more}`);
const expectBytes = (wanted: Readonly<Record<string, string>>) => (folder: string) => {
  for (const [name, content] of Object.entries(wanted)) expect(bytesOf(folder, name)).toBe(content);
  expectNoStrays(folder);
};
/** A model with these lines, of which it makes those. */
const becoming = (lines: string, wanted: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": MODEL + lines },
  args: ["check", "a.yml", "--fix", ...args],
  afterwards: expectBytes({ "a.yml": MODEL + wanted }),
});

carryOut({
  "one file twice in a launch": {
    ...named(
      ["a.yml", "a.yml"],
      ["a.yml"],
      planted(() => {}),
    ),
  },
  "a file and its link in one launch": named(
    ["a.yml", "l.yml"],
    ["a.yml", "l.yml"],
    planted((folder) => symlinkSync("a.yml", join(folder, "l.yml"))),
  ),
  "a file and its hard link in one launch": named(
    ["a.yml", "l.yml"],
    ["a.yml", "l.yml"],
    planted((folder) => linkSync(join(folder, "a.yml"), join(folder, "l.yml"))),
  ),
  "a number that others take by its anchor": becoming(
    "x: &v 1e-5\nmin_lr: *v\nlr: *v\n",
    "x: &v 1e-5\nmin_lr: *v\nlr: *v\n",
    ...["--format", "json"],
  ),
  "a number that a block merges": becoming(
    "o: &o {lr: 1e-4}\noptimizer: {type: Adam, params: {<<: *o}}\n",
    "o: &o {lr: 1.0e-4}\noptimizer: {type: Adam, params: {<<: *o}}\n",
  ),
  "numbers that say what they are": becoming("min_lr: !!float 1e-5\n", "min_lr: !!float 1e-5\n"),
  "a number with a question mark": becoming("? min_lr\n: 1e-5\n", "? min_lr\n: 1.0e-5\n"),
  "a number in a folded block": becoming("min_lr: >-\n  1e-5\n", "min_lr: 1.0e-5\n"),
  "a comment that begins at once": becoming("min_lr: 1e-5 #keep\n", "min_lr: 1.0e-5 #keep\n"),
  "a tab behind a number, which NeoX reads as a part of it": becoming(
    "min_lr: 1e-5\t# x\n",
    "min_lr: 1e-5\t# x\n",
  ),
  "one key three times": becoming(
    "min_lr: 1e-5\nmin_lr: 1e-6\nmin_lr: 1e-7\n",
    "min_lr: 1e-5\nmin_lr: 1e-6\nmin_lr: 1.0e-7\n",
  ),
  "a number with underlines instead of dashes in its key": becoming("min-lr: 1e-5\n", "min-lr: 1.0e-5\n"),
  "a launch of two files that say the same": {
    files: { "a.yml": MENDABLE, "b.yml": "min_lr: 1e-6\n" },
    args: ["check", "a.yml", "b.yml", "--fix"],
    afterwards: expectBytes({ "a.yml": MENDABLE, "b.yml": "min_lr: 1.0e-6\n" }),
  },
  "ends of lines of three kinds in one file": around("# a\r\n# b\r# c\n# d\r\n"),
  "a comment of 900,000 letters": around(`# ${"x".repeat(900_000)}\n`),
  "400,000 blank lines below": around("\n".repeat(400_000)),
  "blanks at the ends of lines": around("save: x   \n# y \t \n   \n"),
  "a text of many lines in quotes": around('save: "a\n\n  b\\\n  c"\n'),
  "blocks that keep their last lines": around("save: |+\n  a\n\n\nload: >+\n  b\n\n"),
  "a document behind the first": untouched({
    files: { "a.yml": `${MENDABLE}---\nx: 1e-5\n` },
    args: ["check", "a.yml", "--fix"],
  }),
  "numbers in 150 keys that are ignored": around(
    Array.from({ length: 150 }, (_, i) => `# neox-config: ignore unknown-argument -- x\nk${i}: 1e-5\n`).join(
      "",
    ),
  ),
  "cuts through 2,000 layers beside what is mended": {
    files: {
      "a.yml": `${MENDABLE.replace("12", "2000")}pipe_parallel_size: 5\nweight_decay: 1e-2\nclip_grad: 1e-1\n`,
    },
    args: ["check", "a.yml", "--fix-all"],
    afterwards: expectNoStrays,
  },
});
