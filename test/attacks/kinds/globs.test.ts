import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { MODEL } from "../command";
import { count } from "../repeat";
import { type Attack, type Attacks, carryOut } from "./attack";

/** A file with a long name, and one in many folders. */
const FILES = { [`${"a".repeat(200)}.yml`]: MODEL, [`${"d/".repeat(60)}a.yml`]: MODEL };

/** Texts of ignore files, whose first lines are also patterns on the command line. */
const PATTERNS: Readonly<Record<string, string>> = {
  "900 opposites": "!*\n".repeat(900),
  "2,000 braces in braces": `${"{".repeat(2000)}a${"}".repeat(2000)}`,
  "a range of 999,999,999": "{1..999999999}\n",
  "4,000 brackets": `${"[".repeat(4000)}\n`,
  "ranges that run backwards": "[z-a][!]][^-\\]\n".repeat(300),
  "classes by name": "[[:alpha:][:digit:]]\n".repeat(200),
  "1,300 times any folder": `${"**/".repeat(1300)}*.yml\n`,
  "any and one, 2,000 times": `${"*?".repeat(2000)}b\n`,
  "any folder within names": "**a".repeat(1300),
  "stars and a letter": `${"*a".repeat(500)}b\n`,
  "alternatives in alternatives": "+(a|b|@(c|!(d)))".repeat(200),
  "a backslash at the end": "a\\\n\\\n",
  "a mark of byte order": "\ufeff*.yml\n",
  "4,000 blanks": `a${" ".repeat(4000)}\\ \n`,
  "returns alone": "*.yml\r!a.yml\r",
  "2,000 folders": `${"a/".repeat(2000)}\n`,
  "4,000 slashes": `${"/".repeat(4000)}\n`,
  "2,000 stars that are none": "\\*".repeat(2000),
  "1,300 folders above": `${"../".repeat(1300)}*\n`,
  "braces that stay open": `${"{a,".repeat(1300)}\n`,
  "brackets before one that closes none": `${"[".repeat(4000)}\\]\n`.repeat(240),
  "braces around nothing in 50 alternatives": `{a?.yml,{${Array.from({ length: 48 }, (_, i) => i).join(",")},q}${"{}".repeat(1800)}K}`,
  "braces of nothing": `${"{,}".repeat(1300)}*.yml\n`,
  "characters beyond 65,536": `${"[\u{1f600}-\u{1f64f}]".repeat(500)}*\n`,
};

const EACH = ["check", "--each"];

const inIgnoreFiles: Attacks = Object.fromEntries(
  Object.entries(PATTERNS).map(([name, text], index) => {
    const file = index % 2 === 0 ? ".gitignore" : ".neox-configignore";
    return [`${name}, in ${file}`, { files: { ...FILES, [file]: text }, args: [...EACH, "."] }];
  }),
);

/** As long as a pattern may be, and longer. */
const LONGEST = 9000;

const asArguments: Attacks = Object.fromEntries(
  Object.entries(PATTERNS).map(([name, text]) => {
    const pattern = `${(text.split("\n")[0] ?? "").repeat(8).slice(0, LONGEST)}*.yml`;
    return [`${name}, as an argument`, { files: FILES, args: [...EACH, pattern] }];
  }),
);

const many = (count: number, file: (index: number) => readonly [string, string]) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => file(index)));

/** 200 long names, and a folder of 70 folders, below these rules. */
const under = (
  rules: string,
  files: Readonly<Record<string, string>> = {},
  ...patterns: readonly string[]
) => ({
  files: {
    ...many(200, (index) => [`${"a".repeat(200)}${index}.yml`, "a: 1\n"]),
    [`${"aa/".repeat(70)}q.yml`]: MODEL,
    "z.yml": MODEL,
    ".gitignore": rules,
    ...files,
  },
  args: [...EACH, ...(patterns.length > 0 ? patterns : ["."])],
});
const NEARLY = `${"*a".repeat(90)}*[x]\n`.repeat(1000);

carryOut({
  "1,000 rules of 100 stars that nearly fit": under(`${"*a".repeat(100)}*[x]\n`.repeat(1000)),
  "1,000 rules of 490 stars that nearly fit": under(`${"*a".repeat(490)}*[x]\n`.repeat(1000)),
  "1,000 rules of what is not in brackets": under(`${"*[!b]".repeat(49)}[x]\n`.repeat(1000)),
  "1,000 rules of 190 question marks": under(`${"?".repeat(190)}*[x]\n`.repeat(1000)),
  "900 rules of 150 folders anywhere": under(`${"**/a*".repeat(150)}*\n`.repeat(900)),
  "1,000 rules of one letter again and again": under(`*${"a".repeat(190)}b*\n`.repeat(1000)),
  "500 rules that take back 500": under("*\n!*.yml\n".repeat(500)),
  "1,000 rules in each of 60 folders": under("", {
    ...many(60, (index) => [`${"d/".repeat(index + 1)}.gitignore`, "*a*a*a*[x]\n".repeat(1000)]),
    [`${"d/".repeat(61)}${"a".repeat(200)}.yml`]: MODEL,
  }),
  "500 rules of 600 ranges": under(`[${"b-z".repeat(600)}]*[x]\n`.repeat(500)),
  "1,000 rules of 480 escapes in brackets": under(`[${"\\]".repeat(480)}]*[x]\n`.repeat(1000)),
  "490,000 brackets that stay open behind stars": under(`${"*[".repeat(490)}\n`.repeat(1000)),
  "1,000 rules of braces, which are none": under("{a,b,c}*{d}\n".repeat(1000)),
  "700 rules of wide characters": under(`${"*\u{1f600}".repeat(200)}*\n`.repeat(700)),
  "700 rules of marks above letters": under(`${"*a\u0301".repeat(300)}*\n`.repeat(700)),
  "1,000 rules of backslashes": under(`${"\\a".repeat(490)}*\n`.repeat(1000)),
  "1,000 rules of slashes and stars": under(`${"/*".repeat(490)}\n`.repeat(1000)),
  "1,000 rules of three stars": under(`${"***/".repeat(240)}x*\n`.repeat(1000)),
  "1,000 rules of 997 letters and a question mark, twice": under(`${"x".repeat(997)}?\n`.repeat(1000), {
    ".neox-configignore": `${"x".repeat(997)}?\n`.repeat(1000),
  }),
  "1,000 rules of 998 question marks": under(`${"?".repeat(998)}\n`.repeat(1000)),
  "1,000 rules of 249 brackets": under(`${"[ab]".repeat(249)}?\n`.repeat(1000)),
  "1,000 rules that are dismissed by their end": under(`${"*a".repeat(400)}*0.yml\n`.repeat(1000)),
  "an own ignore file beside Git's": under(NEARLY, { ".neox-configignore": NEARLY }),
  "1,000 rules for a file below 200 folders": under(`${"*/".repeat(200)}*[x]\n`.repeat(1000), {
    [`${"d/".repeat(200)}q.yml`]: MODEL,
  }),
  "90 stars for 200 files, as an argument": under("", {}, `${"*a".repeat(90)}*[l]`),
  "stars in braces in braces, as an argument": under(
    "",
    {},
    `{${"*a".repeat(30)},{b,{c,{d,e}}}${"*a".repeat(30)}}*.yml`,
  ),
  "100 alternatives of stars, as an argument": under(
    "",
    {},
    `{${Array.from({ length: 99 }, (_, index) => `${"*a".repeat(20)}${index},`).join("")}z}*.ym[l]`,
  ),
  "60 folders anywhere, as an argument": under("", {}, `${"**/a*/".repeat(60)}*.yml`),
  "four patterns of stars, as arguments": under(
    "",
    {},
    ...[40, 50, 60, 70].map((stars) => `${"*a".repeat(stars)}*.yml`),
  ),
  ...inIgnoreFiles,
  ...asArguments,
  "a character of nothing, in .gitignore": {
    files: { ...FILES, ".gitignore": "*\u0000*\n" },
    args: [...EACH, "."],
  },
  "bytes that are no text, in .gitignore": {
    files: { ...FILES, ".gitignore": Uint8Array.of(0xff, 0xfe, 0x2a, 0x0a) },
    args: [...EACH, "."],
  },
  "200 ignore files in folders of folders": {
    files: {
      ...many(199, (index) => [`${"d/".repeat(index + 1)}.gitignore`, "*a*b\n".repeat(300)]),
      [`${"d/".repeat(200)}x.yml`]: MODEL,
    },
    args: [...EACH, "."],
  },
  "1,000 rules of 50 stars for 1,500 files": {
    files: {
      ...many(1500, (index) => [`${"a".repeat(100)}${index}.yml`, "a: 1\n"]),
      ".gitignore": `${"*a".repeat(50)}*b\n`.repeat(1000),
    },
    args: [...EACH, "."],
  },
  "classes that stay open": {
    files: { ...FILES, ".gitignore": "[a-\n[^\n[!\n[]\n[]-a]\n[\\]]\n[[:foo:]]\n[a-z-9]\n".repeat(100) },
    args: [...EACH, "."],
  },
  "900 rules of folders in any folder": {
    files: { ...FILES, ".gitignore": `${"**/d/".repeat(8)}b\n`.repeat(900) },
    args: [...EACH, "."],
  },
  "a folder that is left out and taken, 199 times": {
    files: { ...FILES, "d/e/c.yml": MODEL, ".gitignore": "d/\n!d/e/\n!d/e/c.yml\n/*\n!/d\n".repeat(199) },
    args: [...EACH, "."],
  },
  "ranges in turn": { files: FILES, args: [...EACH, "{a..z}{0..9}{a..z}{0..9}{a..z}*.yml"] },
  "ranges by steps": {
    files: FILES,
    args: [...EACH, "{z..a..0}{10..1..-999999999999999}{00001..99999}.yml"],
  },
  "1,000 patterns": {
    files: FILES,
    args: [
      ...EACH,
      ...Array.from({ length: 1000 }, (_, i) => `**/*a*${i % 7}*.yml`),
      `${"a".repeat(200)}.yml`,
    ],
  },
  "what all processes hold open": { files: FILES, args: [...EACH, "/proc/self/task/*/fd/*"] },
  "alternatives that stay open": {
    files: FILES,
    args: [...EACH, `${"+(a|aa|aaa)".repeat(100)}*(b).yml`, "!(*(*(*(a)))).yml", `${"@(".repeat(500)}a`],
  },
  "1,500 folders of one name": {
    files: many(1500, (index) => [`d${index}/e/a.yml`, "num_layers: 1\n"]),
    args: [...EACH, "**/e/*.yml"],
  },
});

/** Rules for a few files of which some have odd names. */
const ruled = (rules: string | Uint8Array, ...patterns: readonly string[]): Attack => ({
  files: {
    ...FILES,
    "a.yml": MODEL,
    "[a].yml": MODEL,
    "{b}.yml": MODEL,
    "\\c.yml": MODEL,
    ".gitignore": rules,
  },
  args: [...EACH, ...(patterns.length > 0 ? patterns : ["."])],
});

carryOut({
  "an escape before each star": ruled(`${"\\*".repeat(2000)}\n`.repeat(200)),
  "brackets in brackets": ruled(`${"[[]".repeat(1300)}\n`.repeat(250)),
  "brackets that hold a slash": ruled(`${"[/]".repeat(1300)}\n*[/]*\n[a-/].yml\n`.repeat(200)),
  "ranges over all characters": ruled(`${"[\u0001-\u{10ffff}]".repeat(600)}*\n`.repeat(200)),
  "ranges of halves of characters": ruled(`[\ud800-\udfff]*\n[!\ud800]\n`.repeat(400)),
  "4,096 characters, and one more": ruled(`${"a".repeat(4096)}\n${"*".repeat(4097)}\n`.repeat(100)),
  "rules of one slash": ruled("/\n//\n!/\n\\/\n/*/\n".repeat(200)),
  "rules of points": ruled(".\n..\n./*\n../*\n!.\n./a.yml\n".repeat(160)),
  "blanks behind backslashes": ruled(`a.yml${"\\ ".repeat(900)}\n*.yml \\\n`.repeat(100)),
  "numbers of rules beyond counting": ruled("*.txt\n".repeat(160_000)),
  "rules whose lines end with returns": ruled(`${"*.yml\r\r\n!a.yml\r\n".repeat(400)}`),
  "a rule for what has no letters": ruled("[^\\x00-\\xff]\n[!-~]*\n[ -~]*.yml\n".repeat(300)),
  "a link to a device for an ignore file": {
    ...ruled(""),
    prepare: (folder) => symlinkSync("/dev/zero", join(folder, ".neox-configignore")),
  },
  "a folder for an ignore file": {
    ...ruled(""),
    prepare: (folder) => mkdirSync(join(folder, ".neox-configignore")),
  },
  "an ignore file that is a link to itself": {
    ...ruled(""),
    prepare: (folder) => symlinkSync(".neox-configignore", join(folder, ".neox-configignore")),
  },
  "names that are patterns, taken as they are": ruled("", "\\[a\\].yml", "{b}.yml", "[[]a].yml", "*.yml"),
  "open brackets before an escaped end": ruled(`${"[".repeat(4000)}\\]\n`.repeat(240)),
  "a pattern with an order": ruled("", "*\n::add-mask::x\u001b[2J##[error]y", "a.yml"),
  "braces in brackets and brackets in braces": ruled("", "[{a,b}]*.yml", "{[a,b],[}].yml,a.yml}"),
  "braces behind backslashes": ruled("", `${"\\{".repeat(1000)}a,b}`, "\\{b\\}.yml"),
  "a pattern above the folder of all": ruled("", `${"../".repeat(1000)}*.yml`, "a.yml"),
  "a pattern that begins at the root": ruled("", "/**/no-such-name-at-all.yml", "a.yml"),
  "one brace of 101 parts": ruled("", `{${count(101, (i) => `x${i},`)}a}.yml`, "a.yml"),
  "a mark of byte order before each of 900 rules": ruled("\ufeff*.yml\n".repeat(900)),
  "an ignore file of no text at all": ruled(Buffer.alloc(900_000)),
});
