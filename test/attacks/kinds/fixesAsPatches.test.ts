import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { attacked, hostileFolder, MENDABLE, MODEL, mended, plant, textOf } from "../command";
import { type Attack, type Attacks, carryOut } from "./attack";

/** Texts whose fix is shown as a difference. */
const TEXTS: Readonly<Record<string, string>> = {
  "no last end of a line": MENDABLE.trimEnd(),
  "ends of lines of Windows": MENDABLE.replaceAll("\n", "\r\n"),
  "returns alone": MENDABLE.replaceAll("\n", "\r"),
  "lines of a difference": `${MENDABLE}save: |\n  --- a/a.yml\n  +++ b/a.yml\n  @@ -1 +1 @@\n  -x\n  +y\n`,
  "a mark of byte order": `\ufeff${MENDABLE}`,
  "next lines": MENDABLE.replaceAll("\n", "\u0085"),
  "the same line 2,000 times": MENDABLE.replace("min_lr", `${"# x\n".repeat(2000)}min_lr`),
  "a line of 200,000 letters": `${MENDABLE}# ${"x".repeat(200_000)}\n`,
  "thirty numbers": `${MODEL}${["min_lr", "weight_decay", "clip_grad", "rotary_pct", "init_method_std", "layernorm_epsilon"].map((key) => `${key}: 1e-5\n`).join("")}`,
  "a line of a patch for a comment": `# @@ -1,2 +1,2 @@\n${MENDABLE}# \\ No newline at end of file\n`,
  "a file of Git's own words": `# diff --git a/x b/x\n# new file mode 100755\n${MENDABLE}# rename from a\n`,
  "dashes and pluses at the beginnings": `${MENDABLE}save: |2\n  -x\n  +y\n   z\n`,
  "a binary patch for a text": `${MENDABLE}save: |\n  GIT binary patch\n  literal 0\n`,
  "no last end of a line, and returns": MENDABLE.replaceAll("\n", "\r\n").trimEnd(),
  "a return alone at the end": `${MENDABLE}# x\r`,
  "returns before returns": MENDABLE.replaceAll("\n", "\r\r\n"),
  "breaks of lines within quotes": `${MENDABLE}save: "a\n\n\n  b"\n`,
  "blank lines around": `\n\n\n${MENDABLE.replaceAll("\n", "\n\n\n\n\n")}`,
  "tabs and blanks at the ends": MENDABLE.replace("768", "768  \t").replace("12", "12 # \t "),
  "the first line and the last": `min_lr: 1e-5\n${MODEL}${"# x\n".repeat(50)}weight_decay: 1e-5`,
  "what is mended in braces of one line": `{${MENDABLE.trim().replaceAll("\n", ", ")}}`,
  "a mark of byte order and one line in braces": `\ufeff{${MENDABLE.trim().replaceAll("\n", ", ")}}\n`,
  "letters of four bytes": MENDABLE.replaceAll("\n", " # \u{1f600}\u{10ffff}\n"),
  "a form feed in a comment": `${MENDABLE}# x\f y\v\n`,
  "30,000 lines between two": `min_lr: 1e-5\n${"# x\n".repeat(30_000)}${MODEL}clip_grad: 1e-5\n`,
  "the same number in forty keys": `${MODEL}optimizer: {type: Adam, params: {lr: 1e-5, eps: 1e-5, betas: [${"1e-5, ".repeat(40)}]}}\n`,
  "a line that is all lines of a difference": `${MENDABLE}"--- a/a.yml": 1\n"+++ b/a.yml": 2\n`,
  "comments between a key and its number": `${MODEL}min_lr:\n  # why\n  1e-5\n  # so\n`,
  "a number over two lines": `${MODEL}min_lr:\n\n\n    1e-5\nclip_grad: >-\n  1e-5\n`,
  "misspelt arguments of all lines": `${MODEL.replaceAll("_", "-")}min-lr: 1e-5\n`,
  "controls in comments": `${MENDABLE}# \u0000\u001b[2J\u202e\n`.replace("\u0000", ""),
};

test.concurrent.for(Object.entries(TEXTS))(
  "%s: the difference, applied, gives what the fix writes",
  async ([, text], { onTestFinished }) => {
    const folder = hostileFolder({ "a.yml": text, "b/a.yml": text }, onTestFinished);
    const args = ["check", "--each", "a.yml", "--fix"];
    const { stdout } = await attacked([...args, "--dry-run"], { cwd: folder });
    expect(textOf(folder, "a.yml")).toBe(text);
    await attacked(args, { cwd: folder });
    const difference = plant(folder, "difference", stdout);
    if (stdout !== "")
      execFileSync("git", ["apply", "--unsafe-paths", "--whitespace=nowarn", difference], {
        cwd: join(folder, "b"),
      });
    expect(textOf(folder, "b/a.yml")).toBe(textOf(folder, "a.yml"));
  },
);

test("a config of several launches is in their patch once", async ({ onTestFinished }) => {
  const files = {
    "a.yml": MENDABLE,
    "b.yml": "seed: 1\n",
    "c.yml": "seed: 2\n",
    ".neox-config.yml": "launches:\n  - files: [a.yml, b.yml]\n  - files: [a.yml, c.yml]\n",
  };
  const folder = hostileFolder(files, onTestFinished);
  const { stdout } = await attacked(["check", "--fix", "--dry-run"], { cwd: folder });
  execFileSync("git", ["apply", plant(folder, "difference", stdout)], { cwd: folder });
  expect(textOf(folder, "a.yml")).toBe(mended(MENDABLE));
});

/** A hunk that puts a line into another file, for whoever reads a name as lines of a difference. */
const hunkFor = (file: string) =>
  `x\n--- ${file}\n+++ ${file}\n@@ -1,2 +1,3 @@\n echo one\n+echo evil\n echo two\n.yml`;

const NAMES_IN_PATCHES = [
  hunkFor("a/run.sh"),
  hunkFor('"a/\\162un.sh"'),
  `d ${hunkFor("a/run.sh")}`,
  "x\r--- a\r+++ b.yml",
  "x\u2028--- a.yml",
  "x\u0085y.yml",
  "a\tb.yml",
  "a b.yml",
  "a  .yml",
  " .yml",
  '"a/run.sh".yml',
  'a"b.yml',
  "a\\b.yml",
  "a\\nb.yml",
  "a\\162.yml",
  "\u0001\u0007\b\v\f\u001b\u007f.yml",
  "é 😀 中.yml",
  "a\u3000b.yml",
  "a\t2026-11-30 00:00:00.yml",
  "dev/null/x.yml",
  "b/a/b.yml",
  "#.yml",
  "--- x.yml",
];
const PATCHERS: Readonly<Record<string, (difference: string) => readonly string[]>> = {
  git: (difference) => ["apply", "--unsafe-paths", "--whitespace=nowarn", difference],
  patch: (difference) => ["-p1", "-f", "-i", difference],
};
const SCRIPT = "echo one\necho two\n";

test.concurrent.for(
  NAMES_IN_PATCHES.flatMap((name) => Object.keys(PATCHERS).map((program) => [name, program] as const)),
)("%j is a name in a difference for %s", async ([name, program], { onTestFinished }) => {
  const files = { [`d/${name}`]: MENDABLE, "d/run.sh": SCRIPT };
  const folder = hostileFolder(files, onTestFinished);
  const { stdout } = await attacked(["check", "--each", ".", "--fix", "--dry-run"], {
    cwd: join(folder, "d"),
  });
  const args = PATCHERS[program]?.(plant(folder, "difference", stdout)) ?? [];
  execFileSync(program, args, { cwd: join(folder, "d"), stdio: "pipe" });
  expect(textOf(folder, `d/${name}`)).toBe(mended(MENDABLE));
  expect(textOf(folder, "d/run.sh")).toBe(SCRIPT);
});

/** Whatever was made of the folder before, this is there afterwards. */
const fixing = (
  args: readonly string[],
  prepare: (folder: string) => void,
  after: (folder: string) => void,
): Attack => ({
  args: ["check", ...args, "--fix"],
  prepare: (folder) => {
    plant(folder, "a.yml", MENDABLE);
    prepare(folder);
  },
  afterwards(folder) {
    after(folder);
    const names = readdirSync(folder, { recursive: true }).map(String);
    expect(names.filter((name) => /\.tmp$/.test(name) && name !== "a.yml.12345678.tmp")).toEqual([]);
  },
});
const isMended = (name: string) => (folder: string) => expect(textOf(folder, name)).toBe(mended(MENDABLE));
const isAsItWas = (name: string) => (folder: string) => expect(textOf(folder, name)).toBe(MENDABLE);
/** Of the folder and of the file in it. */
const withModes = (ofFolder: number, ofFile: number) => (folder: string) => {
  chmodSync(folder, ofFolder);
  chmodSync(join(folder, "a.yml"), ofFile);
};

const inFolder = (name: string): Attack =>
  fixing(
    ["--each", "."],
    (folder) => void plant(folder, `${name}/b.yml`, MENDABLE),
    isMended(`${name}/b.yml`),
  );

const NAMES = [
  "a\n::add-mask::q",
  "\u202e",
  "-",
  "--fix",
  " ",
  "%2e%2e",
  "a\tb",
  "\u0001",
  "{a,b}",
  "é".repeat(127),
];

const folders: Attacks = Object.fromEntries(
  NAMES.map((name) => [`a folder named ${JSON.stringify(name).slice(0, 30)}`, inFolder(name)]),
);

carryOut({
  ...folders,
  "a file with the name of what is written beside": fixing(
    ["--each", "a.yml"],
    (folder) => void plant(folder, "a.yml.12345678.tmp", "precious"),
    (folder) => expect(textOf(folder, "a.yml.12345678.tmp")).toBe("precious"),
  ),
  "a hard link of another folder": fixing(
    ["--each", "a.yml"],
    (folder) => {
      mkdirSync(join(folder, "d"));
      linkSync(join(folder, "a.yml"), join(folder, "d/x.txt"));
    },
    isMended("d/x.txt"),
  ),
  "a hard link in the folder of Git": fixing(
    ["--each", "a.yml"],
    (folder) => {
      mkdirSync(join(folder, ".git"));
      linkSync(join(folder, "a.yml"), join(folder, ".git/x"));
    },
    isMended("a.yml"),
  ),
  "a file of the processes": fixing(["--each", "/proc/self/cwd/a.yml"], () => {}, isMended("a.yml")),
  "an open file of the process": fixing(["--each", "/proc/self/fd/0", "a.yml"], () => {}, isMended("a.yml")),
  "a folder through a link within": fixing(
    ["--each", "l/b.yml"],
    (folder) => {
      plant(folder, "d/b.yml", MENDABLE);
      symlinkSync("d", join(folder, "l"));
    },
    isMended("d/b.yml"),
  ),
  "a link up and down again": fixing(
    ["--each", "d/up/a.yml"],
    (folder) => {
      mkdirSync(join(folder, "d"));
      symlinkSync("..", join(folder, "d/up"));
    },
    isMended("a.yml"),
  ),
  "a path with points": fixing(
    ["--each", "d/.././a.yml"],
    (folder) => mkdirSync(join(folder, "d")),
    isMended("a.yml"),
  ),
  "a project file's launch outside": fixing(
    [],
    (folder) =>
      void plant(folder, ".neox-config.yml", "launches: [{name: x, files: [../a.yml, /etc/hosts]}]\n"),
    isAsItWas("a.yml"),
  ),
  "a project file's launch of one file 50 times": fixing(
    [],
    (folder) =>
      void plant(folder, ".neox-config.yml", `launches:\n${"- {name: x, files: [a.yml]}\n".repeat(50)}`),
    isMended("a.yml"),
  ),
  "a file without rights": {
    ...fixing(["--each", "a.yml"], withModes(0o777, 0o444), isAsItWas("a.yml")),
    asNobody: true,
  },
  "a folder of another, and a file of everybody": {
    ...fixing(["--each", "a.yml"], withModes(0o755, 0o666), (folder) =>
      expect([MENDABLE, mended(MENDABLE)]).toContain(textOf(folder, "a.yml")),
    ),
    asNobody: true,
  },
  "a file of another in a folder of everybody": {
    ...fixing(["--each", "a.yml"], withModes(0o777, 0o666), (folder) => {
      expect(textOf(folder, "a.yml")).toBe(mended(MENDABLE));
      expect(statSync(join(folder, "a.yml")).mode & 0o777).toBe(0o666);
    }),
    asNobody: true,
  },
  "25 numbers and 22,000 paths": {
    files: {
      "a.yml": `${MENDABLE}weight_decay: 1e-5\nclip_grad: 1e-5\ntrain_data_paths:\n${Array.from({ length: 22_000 }, (_, index) => `- d/${index}\n`).join("")}`,
    },
    args: ["check", "a.yml", "--fix-all"],
  },
});
