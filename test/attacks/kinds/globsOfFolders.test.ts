import { linkSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { MODEL } from "../command";
import { lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";

const EACH = ["check", "--each"];
const many = (length: number, file: (index: number) => readonly [string, string]) =>
  Object.fromEntries(Array.from({ length }, (_, index) => file(index)));

function times(length: number, act: (index: number) => void): void {
  for (let index = 0; index < length; index++) act(index);
}

/** A folder in which patterns meet these files. */
const meets = (
  files: Readonly<Record<string, string | Uint8Array>>,
  patterns: readonly string[] = ["."],
  more: Omit<Attack, "args" | "files"> = {},
): Attack => ({ files: { "a.yml": MODEL, ...files }, args: [...EACH, ...patterns], ...more });

/** A repository of its own, whose rules Git's own file holds, too. */
const repository = (rules: string, within: string, patterns: readonly string[] = ["."]) =>
  meets(
    {
      ".git/HEAD": "ref: refs/heads/main\n",
      ".git/info/exclude": rules,
      ".gitignore": rules,
      ".neox-configignore": rules,
      "d/.gitignore": rules,
      "d/e/.neox-configignore": rules,
      "d/e/b.yml": MODEL,
    },
    patterns,
    { within },
  );

/** Names of one letter each of which a pattern could mean something else by. */
const ODD = [
  "*",
  "?",
  "[",
  "]",
  "{a,b}",
  "!",
  "#",
  "\\",
  " ",
  "~",
  "$x",
  "(a|b)",
  "+(a)",
  "-",
  "..a",
  "a\tb",
  "\u00e9",
  "e\u0301",
  "\ud83d\ude00",
];

carryOut({
  "names that are patterns, each searched by its own name": meets(
    many(ODD.length, (i) => [`${ODD[i]}.yml`, MODEL]),
    ODD.map((name) => `./${name}.yml`),
  ),
  "folders that are patterns, each searched": meets(
    many(ODD.length, (i) => [`d${ODD[i]}/a.yml`, MODEL]),
    ODD.map((name) => `d${name}`),
  ),
  "rules of names that are patterns": meets({
    ...many(ODD.length, (i) => [`${ODD[i]}.yml`, MODEL]),
    ".gitignore": lines(ODD.length, (i) => `${ODD[i]}.yml`),
  }),
  "rules in a repository's own places, from its root": repository("*.yml\n!b.yml\n", "."),
  "rules in a repository's own places, from a folder below": repository("!*\n/b.yml\n/e/\n", "d"),
  "rules in a repository's own places, from two below, upwards": repository("**/d/**\n!**/b.yml\n", "d/e", [
    "../..",
    "../../**/*.yml",
    ".",
  ]),
  "1,000 rules each of which leaves out one of 1,000 files": meets({
    ...many(1000, (i) => [`f${i}.yml`, "a: 1\n"]),
    ".gitignore": lines(1000, (i) => `/f${999 - i}.yml`),
  }),
  "1,000 rules that take each back what another leaves out, in both files": meets({
    ...many(500, (i) => [`f${i}.yml`, "a: 1\n"]),
    ".gitignore": lines(1000, (i) => `${i % 2 ? "!" : ""}f${i >> 1}.*`),
    ".neox-configignore": lines(1000, (i) => `${i % 2 ? "" : "!"}f${i >> 1}.*`),
  }),
  "folders of 240 letters in folders, and rules of their ends": meets({
    [`${`${"a".repeat(240)}/`.repeat(12)}b.yml`]: MODEL,
    ".gitignore": lines(900, (i) => `**/${"?".repeat(i % 240)}a/`),
  }),
  "names that differ by their case and by their marks only": meets({
    ...many(64, (i) => [
      `${[..."abcdef"].map((it, at) => ((i >> at) & 1 ? it.toUpperCase() : it)).join("")}.yml`,
      MODEL,
    ]),
    "\u00e9.yml": MODEL,
    "e\u0301.yml": MODEL,
    ".gitignore": "ABC*\n\u00e9.yml\n[A-Z]*\n",
  }),
  "one file by 900 names, of which rules leave out half": meets(
    { ".gitignore": lines(450, (i) => `l${i * 2}.yml`) },
    [".", "l*.yml", "**/l?.yml"],
    {
      prepare: (folder) => times(900, (i) => linkSync(join(folder, "a.yml"), join(folder, `l${i}.yml`))),
    },
  ),
  "60 links to the folder itself, and rules for them": meets(
    { ".gitignore": "l1*/\n!l11\n" },
    [".", "l*/l*/*.yml", "**/a.yml", "l0/l1/l2/a.yml"],
    { prepare: (folder) => times(60, (i) => symlinkSync(".", join(folder, `l${i}`))) },
  ),
  "links to what lies above, by patterns": meets(
    {},
    ["up/*.yml", "up/**/a.yml", "etc/*", "up", "etc/passwd"],
    {
      prepare(folder) {
        symlinkSync("/etc", join(folder, "etc"));
        symlinkSync("..", join(folder, "up"));
      },
    },
  ),
  "folders of the names of files, and rules that end with a slash": meets(
    { ".gitignore": "b.yml/\n!c.yml/\n", "b.yml/x.yml": MODEL, "c.yml/y.yml": MODEL },
    ["*.yml", "b.yml", "**/*.yml", "b.yml/", "a.yml/"],
  ),
  "2,000 empty folders, each of which a rule asks for": meets({ ".gitignore": "*/*/\n!d1*/\n" }, ["."], {
    prepare: (folder) => times(2000, (i) => mkdirSync(join(folder, `d${i}/e`), { recursive: true })),
  }),
  "names of flags, behind the mark that ends flags": meets(
    many(6, (i) => [["--fix", "-", "--", "--format", "-h", "--version"][i] ?? "", MODEL]),
    ["--", "--fix", "./-", "--format", "-h*", "-*", "[-]*"],
  ),
  "patterns of every character below 128": meets(
    {},
    Array.from({ length: 127 }, (_, i) => `x${String.fromCharCode(i + 1)}*.yml`).concat("a.yml"),
  ),
  "patterns of nothing, points and slashes": meets({}, [
    "",
    ".",
    "./",
    "./.",
    ".//",
    "//",
    "a.yml//",
    "./*",
    "*/",
    "..",
    "a.yml",
  ]),
  "braces that give the same file 99 times": meets({}, [
    `{${listed(98, () => "a").replaceAll(" ", "")},a}.yml`,
    "a.yml",
    "./a.yml",
    "d/../a.yml",
  ]),
  "braces in folders, in braces, with stars": meets(
    many(30, (i) => [`d${i % 5}/e${i % 3}/f${i}.yml`, MODEL]),
    ["{d{0,1},{d2,d{3,4}}}/{e*,**}/{f?,f{1,2}?}.{yml,y{a,}ml}", "{,./,d0/../}{a,{a,a}}.yml"],
  ),
  "rules that a config's own name is made to break": meets({
    ".gitignore": "\\!a.yml\n\\#a.yml\n a.yml\na.yml \\\n\ta.yml\n\u00a0a.yml\n",
    "!a.yml": MODEL,
    "#a.yml": MODEL,
    " a.yml": MODEL,
    "\u00a0a.yml": MODEL,
  }),
  "an ignore file for each of 300 folders that says nothing": meets(
    many(300, (i) => [`d${i}/.gitignore`, ["\n", "#\n", "!\n", "\\\n", "\r\n", " \n"][i % 6] ?? ""]),
  ),
  "ignore files that begin with a mark, or end without an end of line": meets({
    ".gitignore": "\ufeff*.yaml\n*.yml",
    "d/.gitignore": "\ufeff!b.yml",
    "d/b.yml": MODEL,
    ".neox-configignore": Buffer.from("*.yml\n", "utf16le"),
  }),
  "what stdin has, beside a folder without files": { args: [...EACH, "-", "."], stdin: MODEL },
  "a folder that is searched from above, by its way back": meets({ "d/e/f/b.yml": MODEL }, [
    `${"d/../".repeat(400)}d`,
    "d/e/../../a.yml",
  ]),
});
