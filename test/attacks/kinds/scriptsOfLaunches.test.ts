import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { MODEL } from "../command";
import { count, lines } from "../repeat";
import { place } from "./askedTexts";
import { askInFolders, type LaunchFolder } from "./launchFolders";

type Files = Readonly<Record<string, string>>;

const beside = (files: Files, prepare?: (folder: string) => void): LaunchFolder => ({
  files: { "a.yml": MODEL, ...files },
  ...(prepare && { prepare }),
});
const script = (text: string) => beside({ "run.sh": text });
const commented = (comments: string, files: Files = {}) =>
  beside({ "a.yml": `${comments}\n${MODEL}`, ...files });
const numbered = (length: number, file: (index: number) => readonly [string, string]): Files =>
  Object.fromEntries(Array.from({ length }, (_, index) => file(index)));

const START = "python ./deepy.py train.py a.yml ";
const LONG = "x".repeat(9000);
const FOLDERS: Readonly<Record<string, LaunchFolder>> = {
  "a folder of launches of 9,000 letters": script(
    `A=${LONG}\n${lines(100, (i) => `${START}-d $A b${i} ${"c ".repeat(90)}`)}`,
  ),
  "500 quoted words of one long variable": script(`A=${LONG}\n${START}${'"a$A" '.repeat(500)}\n`),
  "300,000 quoted words of one long variable": script(`A=${LONG}\n${START}${'"a$A" '.repeat(300_000)}\n`),
  "a launch behind each way to say its folder": script(
    `${START}-d\n${START}--conf_dir=\n${START}-d -d -d x b\n${START}--conf_dir ../.. --conf_dir=/ -d/etc passwd\n${START}-d "" b\n`,
  ),
  "options that take a value, with none": script(
    lines(900, (i) => `${START}${["-H", "-i", "-o", "--eval_tasks", "--iteration"][i % 5]}`),
  ),
  "300,000 tasks of one launch": script(`${START}--eval_tasks ${"t ".repeat(300_000)}-H h\n`),
  "1,900,000 blanks before a launch": script(`${" ".repeat(1_900_000)}${START}\n`),
  "a launch behind 190,000 assignments in a line": script(`${"a=b ".repeat(190_000)}${START}\n`),
  "assignments of assignments of what is not known": script(
    `${lines(9000, (i) => `export v${i} := $v${i + 1}$(x)\${y:-z}`)}${START}$v0\n`,
  ),
  "quotes of all kinds in each other": script(
    `${START}"'"'"'"\\"'" \`"$('b')"\` $'c\\n' $"d" "\${e["f"]}"\n`.repeat(900),
  ),
  "ends of lines of all kinds behind backslashes": script(
    `${`deepy.py \\\r\n train.py \\\n a.yml \\\r b.yml \\\u2028 c.yml\n`.repeat(9000)}`,
  ),
  "comments, operators and numbers right behind words": script(
    lines(900, (i) => `${START}b#c ${i}>&1 2>x <<<y |& z; ${START}&&${START}||(${START})`),
  ),
  "launches in documents, functions and cases": script(
    `cat <<'EOF'\n${START}$A\nEOF\nf() { ${START}; }\ncase $x in a) ${START};; *) ${START} ;; esac\nif true; then ${START}; fi\n`.repeat(
      400,
    ),
  ),
  "names of prototypes for variables, given and taken": script(
    `__proto__=b.yml\nconstructor=c.yml\nhasOwnProperty=\n${START}$__proto__ \${constructor} $hasOwnProperty $valueOf\n`,
  ),
  "letters that a terminal obeys in every place": script(
    `A="\u001b]0;x\u0007"\n${START}"\u001b[2J" '\u202e' $A \u0000 \u0085\n`,
  ),
  "scripts that are folders, links and links to themselves": beside({}, (folder) => {
    mkdirSync(join(folder, "run.sh"));
    symlinkSync("x.sh", join(folder, "x.sh"));
    symlinkSync("/dev/zero", join(folder, "y.sh"));
    symlinkSync("/proc/self/environ", join(folder, "Makefile"));
  }),
  "a README of 60,000 blocks that say what they are": beside({
    "README.md": "```{.sh a=`b`}\n$ deepy.py train.py a.yml\n> x\n```\n".repeat(30_000),
  }),
  "scripts of every name that tells of launches": beside(
    Object.fromEntries(
      [
        "Makefile",
        "makefile",
        "README",
        "README.md",
        "a.sbatch",
        "b.slurm",
        "c.bash",
        "d.zsh",
        "e.mk",
        "f.txt",
        "g.py",
        "h.ipynb",
        "Dockerfile",
        "justfile",
      ].map((name) => [name, `${START}b.yml\n`.repeat(2000)]),
    ),
  ),
  "comments that name all that a name can be": commented(
    [
      "/",
      ".",
      "..",
      "~",
      "~/a.yml",
      "*.yml",
      "{a,b}.yml",
      "file:///etc/passwd",
      "http://x.invalid/a",
      "%2e%2e/a.yml",
      "a.yml#b",
      "a.yml?c",
      "C:\\a.yml",
      "\\\\h\\s",
      "\u202e.yml",
      "a\u2028b",
      "-",
      "--",
      "CON",
      "nul",
    ]
      .map((name) => `# neox-config: with ${name}\n# neox-config: same-as ${name}`)
      .join("\n"),
  ),
  "directives in capitals, in other letters and in each other": commented(
    "# NEOX-CONFIG: with b.yml\n# neox-config : with b.yml\n#neox-config:with b.yml\n# neox\u2010config: with b.yml\n# neox-config: with # neox-config: with b.yml\n# neox-config: neox-config: off",
    { "b.yml": "x: 1\n" },
  ),
  "directives on and off in each of 40 files of one launch": commented(
    `# neox-config: with ${count(40, (i) => `c${i}.yml `)}`,
    numbered(40, (i) => [
      `c${i}.yml`,
      `# neox-config: ${i % 2 ? "on" : "off"}\n# neox-config: with a.yml c${(i + 7) % 40}.yml\nx${i}: 1\n`,
    ]),
  ),
  "comments that are none": commented(
    'save: "# neox-config: with b.yml"\nload: |\n  # neox-config: same-as x\nvocab_file: >-\n  a # neox-config: ignore unknown-argument',
  ),
  "a comment that converts with what is no tool": commented(
    `# neox-config: converts-with ../../x --a=$(b) --c "${"d ".repeat(900)}"\n# neox-config: converts-with __proto__\n# neox-config: converts-with`,
  ),
  "100 files that a comment names, of which each is broken": commented(
    `# neox-config: with ${count(100, (i) => `b${i}.yml `)}`,
    numbered(100, (i) => [
      `b${i}.yml`,
      ["a: b: c\n", "\t\n", "[", "{{{", "\u0000", "---\n---\n", "&a *a", "!!x y"][i % 8] ?? "",
    ]),
  ),
  "a project file, a comment and 50 scripts that tell of one launch": beside({
    "a.yml": `# neox-config: with b.yml\n${MODEL}`,
    "b.yml": "train_iters: 5\n",
    ".neox-config.yml": "launches: [{name: x, files: [a.yml, b.yml]}, {name: y, files: [b.yml, a.yml]}]\n",
    ...numbered(50, (i) => [`s${i}.sh`, `${START}b.yml\ndeepy.py train.py b a\n`]),
  }),
};

askInFolders(FOLDERS, place(0, 18));
