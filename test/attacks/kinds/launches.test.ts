import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { family, keyed, repeated } from "../bombs";
import { MODEL } from "../command";
import { count } from "../repeat";
import { place } from "./askedTexts";
import { type Attack, carryOut } from "./attack";
import { askInFolders, type LaunchFolder } from "./launchFolders";
import { TRIED } from "./triedInts";

const LISTS = family(9, "[1, 2, 3]", (it) => `[${repeated(it, 10)}]`);
const MAPPINGS = family(9, "{x: 1}", (it) => `{${keyed(it, 10)}}`);
const START = "deepy.py train.py a.yml ";

/** Scripts beside a config. */
const SCRIPTS: Readonly<Record<string, string>> = {
  "400,000 braces that stay open": `${START}${"${".repeat(400_000)}\n`,
  "950,000 braces that stay open in a variable": `A=deepy.py ${"${".repeat(950_000)}\n`,
  "950,000 parentheses that stay open in a variable": `A="deepy.py ${"$(".repeat(950_000)}"\n`,
  "300,000 braces in quotes": `${START}"${"${".repeat(300_000)}"\n`,
  "400,000 substitutions in each other": `${START}${"$(".repeat(400_000)}${")".repeat(400_000)}`,
  "900,000 dollars": `${START}${"$".repeat(900_000)}\n`,
  "quotes of both kinds in turn": START + `"a"'b'`.repeat(150_000),
  "90,000 documents within": "cat <<EOF\n".repeat(90_000) + START,
  "90,000 loops": `${"for i in 1 2 3; do\n".repeat(90_000)}${START}$i\n${"done\n".repeat(9000)}`,
  "200,000 assignments that go on": "a=1 \\\n".repeat(200_000) + START,
  "70,000 launches in a line": `${START};`.repeat(70_000),
  "variables of prototypes": `__proto__=x\nconstructor=y\n${START}$__proto__ $constructor \${toString}\n`,
  "70,000 returns": `${START}\r`.repeat(70_000),
  "100,000 folders above": "cd ..\n".repeat(100_000) + START,
  "a folder of configs far above": `deepy.py train.py -d ${"../".repeat(300_000)} a.yml\n`,
  "braces of a million names": `${START}${"{a,b}".repeat(20)}.yml {1..999999999}.yml\n`,
  "variables that grow threefold": `v0=xxxxxxxxxx\n${Array.from({ length: 60 }, (_, i) => `v${i + 1}=$v${i}$v${i}$v${i}\n`).join("")}${START}$v60\n`,
  "variables of each other": `${"a=$b\nb=$a\na=$a$b$a\nb=$b$a\n".repeat(2000)}${START}$a.yml\n`,
  "lists that double": `a=(x.yml y.yml)\n${`a=("\${a[@]}" "\${a[@]}")\n`.repeat(60)}${START}"\${a[@]}"\n`,
  "twelve loops of 160 words": `${Array.from({ length: 12 }, (_, i) => `for v${i} in ${"a b c d e f g h ".repeat(20)}; do\n`).join("")}${START}$v1$v11.yml\n${"done\n".repeat(12)}`,
  "functions that call each other": `${"f() { f; g; deepy.py train.py $1 a.yml; }\ng() { f $1$1; }\nf x\n".repeat(1000)}`,
  "20,000 orders to a queue": `${"#SBATCH --gres=gpu:99999999999999999 --nodes=999999999999\n".repeat(20_000)}${START}\n`,
  "defaults of 5,000 defaults": `A=${"${C:-".repeat(5000)}x${"}".repeat(5000)}\n${START}$A\n`,
  "names of patterns": `deepy.py train.py ${`${"*".repeat(5000)}.yml {a,b}{a,b}`.repeat(300)}\n`,
};

/** Project files beside a config. */
const PROJECTS: Readonly<Record<string, string>> = {
  "900 launches of one name": `launches:\n${"- {name: x, files: [a.yml]}\n".repeat(900)}`,
  "a tree of launches": `${LISTS}launches: *top\n`,
  "a tree of files": `${LISTS}launches: [{name: x, files: *top}]\n`,
  "a tree of rules, of a name and of GPUs": `${MAPPINGS}rules: *top\nlaunches: [{name: *top, files: [a.yml], gpus: *top}]\n`,
  "a launch of 100,000 times one file": `launches: [{name: x, files: [${"a.yml, ".repeat(100_000)}]}]\n`,
  "a launch of its own project file": "launches: [{name: x, files: [.neox-config.yml, a.yml]}]\n",
  "1,000 launches of patterns": `launches:\n${`- {name: "${"*a".repeat(50)}", files: ["${"*a".repeat(100)}", "${"{a,b}".repeat(8)}"]}\n`.repeat(1000)}`,
  "1,000 launches that are one of 10,000 keys": `x: &l {files: [a.yml], ${count(10_000, (i) => `k${i}: 1, `)}}\nlaunches: [${"*l, ".repeat(1000)}]\n`,
  "1,000 launches 20,000 times": `x: &l [${"{files: [a.yml]}, ".repeat(1000)}]\n${"launches: *l\n".repeat(20_000)}`,
  "one name of a million letters for 1,000 launches": `launches:\n- {name: &k "${"x".repeat(1_000_000)}", files: [a.yml]}\n${"- {name: *k, files: [a.yml]}\n".repeat(999)}`,
  "one file of a million letters in 1,000 launches, in each 100 times": `x: &f [&k "${"x".repeat(1_000_000)}", ${"*k, ".repeat(99)}]\nlaunches: [${"{files: *f}, ".repeat(1000)}]\n`,
  "one argument of a million letters 1,000 times": `arguments: [&k "${"x".repeat(1_000_000)}", ${"*k, ".repeat(999)}]\n`,
  "launches in themselves": "launches: &l [{name: x, files: *l}, *l]\n",
  "rules and arguments of prototypes":
    "rules: {__proto__: error, constructor: off, toString: warning}\narguments: {__proto__: {type: int}, constructor: 1}\n",
  "a tree of arguments": `${MAPPINGS}arguments: *top\n`,
  "numbers that are none": `gpus: .nan\nneox: 0x${"f".repeat(100_000)}\nlaunch-directory: ${"../".repeat(100_000)}\n`,
};

/** Comments above a model that say more than is read. */
const COMMENTS: Readonly<Record<string, string>> = {
  "900,000 quotes around names": `# neox-config: with ${'"'.repeat(900_000)}`,
  "900,000 names between commas": `# neox-config: with ${"a,".repeat(900_000)}`,
  "the config itself, by many names": "# neox-config: with a.yml a.yml ./a.yml ../x",
  "GPUs of 900,000 digits": `# neox-config: gpus ${"9".repeat(900_000)}`,
  "a NeoX of marks of direction": `# neox-config: neox ${"\u202e".repeat(9000)}`,
  "40,000 opposites": "# neox-config: on off on off\n".repeat(40_000),
  "900,000 tabs": `#\tneox-config:\twith\t${"\t".repeat(900_000)}`,
};

const FOLDERS: Readonly<Record<string, LaunchFolder>> = {
  ...named("a script: ", SCRIPTS, (text) => ({ "a.yml": MODEL, "run.sh": text })),
  ...named("a project file: ", PROJECTS, (text) => ({ "a.yml": MODEL, ".neox-config.yml": text })),
  ...named("a comment: ", COMMENTS, (text) => ({ "a.yml": `${text}\n${MODEL}` })),
};

/** Beside a second config that some of them name. */
function named(
  kind: string,
  texts: Readonly<Record<string, string>>,
  filesOf: (text: string) => LaunchFolder["files"],
) {
  const folder = (text: string): LaunchFolder => ({
    files: { ...filesOf(text), "b.yml": "train_iters: 5\n" },
  });
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [kind + name, folder(text)]));
}

askInFolders(FOLDERS, place(1, 3));

const LONG = `${MODEL}${"# nothing to say\n".repeat(100_000)}`;
const MISTAKES = `${MODEL}${Array.from({ length: 900 }, (_, i) => `no_such_key_${i}: 1\n`).join("")}`;
/** A short text whose values hold much. */
const MERGES = `${MODEL}m: &m {${Array.from({ length: 900 }, (_, i) => `k${i}: 1`).join(", ")}}\nzero_optimization: {<<: *m}\noptimizer: {<<: *m, type: Adam}\nscheduler: {<<: *m}\nfp16: {<<: *m}\n`;
/** A shape that is looked for again and again. */
const SHAPES =
  "hidden_size: 770\nnum_layers: 12\nnum_attention_heads: 13\nnum_kv_heads: 7\nmodel_parallel_size: 5\nseq_length: 2047\nmax_position_embeddings: 1024\ntrain_micro_batch_size_per_gpu: 4\nrotary_pct: 0.37\npos_emb: rotary\nintermediate_size: 1001\nactivation: swiglu\nmlp_multiple_of: 77\n";
const thousandOf = (files: string) =>
  `launches:\n${Array.from({ length: 1000 }, (_, i) => `- {name: x${i}, files: [${files}], gpus: ${i + 1}}\n`).join("")}`;

carryOut({
  "1,000 launches of one long config": {
    files: { "a.yml": LONG, ".neox-config.yml": thousandOf("a.yml") },
    args: ["check"],
  },
  "1,000 links to one long config": {
    files: { "a.yml": LONG },
    args: ["check", "--each", "."],
    prepare: (folder) => {
      for (let i = 0; i < 1000; i++) symlinkSync("a.yml", join(folder, `x${i}.yml`));
    },
  },
  "1,000 launches of merges into four blocks": {
    files: { "a.yml": MERGES, ".neox-config.yml": thousandOf("a.yml") },
    args: ["check"],
  },
  ...Object.fromEntries(
    Object.entries({ shapes: SHAPES, "fixes that are tried": `${MODEL}${TRIED}` }).flatMap(([kind, text]) =>
      [[], ["--format", "json"], ["--fix-all", "--dry-run"]].map((flags) => [
        `1,000 launches of ${kind}, ${flags.join(" ")}`,
        {
          files: { "a.yml": text, ".neox-config.yml": thousandOf("a.yml") },
          args: ["check", ...flags],
        },
      ]),
    ),
  ),
  "1,000 links to one config whose shapes are looked for": {
    files: { "a.yml": SHAPES },
    args: ["check", "--each", ".", "--fix-all", "--dry-run"],
    prepare: (folder) => {
      for (let i = 0; i < 1000; i++) symlinkSync("a.yml", join(folder, `x${i}.yml`));
    },
  },
  "1,000 launches of 900 mistakes": {
    files: { "a.yml": MISTAKES, ".neox-config.yml": thousandOf("a.yml") },
    args: ["check", "--fix-all"],
  },
  "1,000 launches of a hundred files": {
    files: {
      "a.yml": MODEL,
      ...Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`${i}.yml`, "{}"])),
      ".neox-config.yml": thousandOf(
        Array.from({ length: 99 }, (_, i) => `${i}.yml`)
          .concat("a.yml")
          .join(", "),
      ),
    },
    args: ["check", "--format", "json"],
  },
});

/** A project file beside one config. */
const told = (project: string | Uint8Array, config = MODEL, ...args: readonly string[]): Attack => ({
  files: { "a.yml": config, ".neox-config.yml": project },
  args: args.length > 0 ? args : ["check"],
});
const launchesOf = (length: number, files: (index: number) => string) =>
  `launches:\n${count(length, (i) => `- {name: x${i}, files: [${files(i)}], gpus: ${i + 1}}\n`)}`;

carryOut({
  "500 launches of cuts through 2,000 layers": told(
    launchesOf(500, () => "a.yml"),
    `${MODEL.replace("12", "2000")}pipe_parallel_size: 5\n`,
  ),
  "1,000 launches of 10,000 layers": told(
    launchesOf(1000, () => "a.yml"),
    MODEL.replace("12", "10000"),
  ),
  "launches of each file in another spelling": told(
    launchesOf(300, (i) => `${"./".repeat(i)}a.yml, ${"x/../".repeat(i % 9)}a.yml`),
  ),
  "launches of files above and of devices": told(
    launchesOf(90, (i) => `a.yml, ${"../".repeat(i)}etc/passwd, /dev/zero, /proc/self/environ`),
  ),
  "a launch of a folder, of nothing and of a text": told(
    'launches: [{name: x, files: [.]}, {name: y, files: [""]}, {name: z, files: a.yml}, {files: {a: b}}]\n',
  ),
  "names of orders for launches": told(
    'launches:\n- {name: "a\\n::add-mask::x ##[group]y \\e[31m\\u202e", files: [a.yml, no.yml]}\n',
    MODEL.replace("768", "770"),
    ...["check", "--format", "json"],
  ),
  "names of 900,000 letters": told(
    `launches: [{name: ${"n".repeat(900_000)}, files: [a.yml]}]\n`,
    `${MODEL}x: 1\n`,
  ),
  "GPUs beyond counting": told(
    "launches: [{name: x, files: [a.yml], gpus: 99999999999999999999}]\ngpus: 1e400\n",
  ),
  "a NeoX that is a device": told("neox: /dev/zero\nlaunches: [{name: x, files: [a.yml]}]\n"),
  "a NeoX that is the folder itself": told("neox: .\nlaunches: [{name: x, files: [a.yml]}]\n"),
  "a NeoX above": told(`neox: ${"../".repeat(60)}\nlaunches: [{name: x, files: [a.yml]}]\n`),
  "a folder of launches that is a file": told(
    "launch-directory: a.yml\nlaunches: [{name: x, files: [a.yml]}]\n",
  ),
  "a project file of controls": told(Buffer.from(`launches: [{name: x\0, files: [a.yml]}]\n`)),
  "a project file of wide characters": told(
    Buffer.from("\ufefflaunches: [{name: x, files: [a.yml]}]\n", "utf16le"),
  ),
  "a project file of two documents": told("launches: [{name: x, files: [a.yml]}]\n---\nlaunches: []\n"),
  "a project file in YAML's own words": told(
    "? launches\n: - ? name\n    : x\n    ? files\n    : &f [a.yml]\n  - {name: y, files: *f, <<: {gpus: 2}}\n",
  ),
  "90,000 names of arguments": told(
    `arguments: [${count(90_000, (i) => `a${i}, `)}]\nlaunches: [{files: [a.yml]}]\n`,
    `${MODEL}a89999: 1\n`,
  ),
  "rules that are named by others": told(
    `rules: {${count(30_000, (i) => `r${i}: off, `)}__proto__: off, "a\\n::x": error}\nlaunches: [{files: [a.yml]}]\n`,
  ),
  "a rule of all severities": told(
    "rules: {unknown-argument: error, unknown-argument: off, unknown-argument: ERROR, 5: hint, [a]: hint}\nlaunches: [{files: [a.yml]}]\n",
    `${MODEL}x: 1\n`,
  ),
  "mending what 900 launches share": told(
    launchesOf(900, () => "a.yml"),
    `${MODEL}min_lr: 1e-5\n`,
    ...["check", "--fix"],
  ),
  "comments that name each other, each by itself": {
    files: Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `${i}.yml`,
        `# neox-config: with ${Array.from({ length: 60 }, (_, k) => `${k}.yml`).join(" ")}\n${MODEL}`,
      ]),
    ),
    args: ["check", "--each", "."],
  },
  "a project file that is a link to what is above": {
    files: { "a.yml": MODEL },
    args: ["check"],
    prepare: (folder) => symlinkSync("/etc/passwd", join(folder, ".neox-config.yml")),
  },
});
