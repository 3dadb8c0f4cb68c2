import { MODEL } from "../command";
import { type Attacks, carryOut } from "./attack";

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

carryOut({
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
});
