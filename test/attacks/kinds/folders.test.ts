import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { hostileFolder, MODEL } from "../command";
import { QUESTIONS } from "../questions";
import { OWN_FAULT, RawServer } from "../rawServer";
import { count } from "../repeat";

type Files = Readonly<Record<string, string>>;

const numbered = (length: number, file: (index: number) => readonly [string, string]): Files =>
  Object.fromEntries(Array.from({ length }, (_, index) => file(index)));
/** Ten scripts of a hundred launches each. */
const scripts = (launch: (index: number) => string, folder = "") =>
  numbered(10, (script) => [
    `${folder}s${script}.sh`,
    count(100, (index) => `deepy.py train.py ${launch(100 * script + index)}\n`),
  ]);
const project = (text: string): Files => ({ "a.yml": MODEL, ".neox-config.yml": text });

/** Folders in which a small model is one of many files, or is told of by many. */
const FOLDERS: Readonly<Record<string, Files>> = {
  "1,000 launches of 99 files of which one is missing": {
    "a.yml": MODEL,
    "b.yml": "a: 1\n",
    ...scripts((index) => `x${index % 100}.yml ${"a.yml ".repeat(97)}b.yml missing`),
    ...numbered(100, (index) => [`x${index}.yml`, "a: 1\n"]),
  },
  "1,000 launches far below, and 30 checkouts": {
    "a.yml": MODEL,
    ...scripts((index) => `a.yml x${index}`, "d/d/d/d/d/d/"),
    ...numbered(30, (index) => [`c${index}/megatron/neox_arguments/neox_args.py`, "a"]),
  },
  "300 configs that each name it a hundred times": {
    "a.yml": MODEL,
    ...numbered(300, (index) => [`b${index}.yml`, `# neox-config: with ${"a.yml ".repeat(100)}\na: 1\n`]),
  },
  "999 launches of a project file with the same 1,000 files": {
    ...project(
      `x: &f [${"a.yml, ".repeat(999)}b.yml]\nlaunches:\n${count(999, (index) => `- {name: l${index}, files: *f}\n`)}`,
    ),
    "b.yml": "a: 1\n",
  },
  "a launch of one file of 9,000 keys, 998 times": {
    ...project(`launches:\n- {name: l, files: [a.yml, ${"b.yml, ".repeat(98)}${"./b.yml, ".repeat(900)}]}\n`),
    "b.yml": count(9000, (index) => `k${index}: 1\n`),
  },
  "900 scripts of one launch each": {
    "a.yml": MODEL,
    ...numbered(900, (index) => [`s${index}.sh`, `deepy.py train.py a.yml b${index % 50}.yml\n`]),
    ...numbered(50, (index) => [`b${index}.yml`, "a: 1\n"]),
  },
  "900 scripts that only speak of launches": {
    "a.yml": MODEL,
    ...numbered(900, (index) => [`s${index}.sh`, "# deepy.py\n".repeat(190)]),
  },
  "1,500 configs beside it": { "a.yml": MODEL, ...numbered(1500, (index) => [`c${index}.yml`, MODEL]) },
  "999 configs that each name the next": {
    "a.yml": `# neox-config: with c0.yml\n${MODEL}`,
    ...numbered(999, (index) => [
      `c${index}.yml`,
      `# neox-config: with c${(index + 1) % 999}.yml a.yml\n${MODEL}`,
    ]),
  },
  "2,000 folders of a config each": {
    "a.yml": MODEL,
    ...numbered(2000, (index) => [`f${index}/a.yml`, MODEL]),
  },
  "a script of 3,000 variables that hold the one before": {
    "a.yml": MODEL,
    "s.sh": `${count(3000, (index) => `A${index}="$A${index - 1} x"\n`)}deepy.py train.py $A2999 a.yml\n`,
  },
  "a Makefile of 60,000 definitions": {
    "a.yml": MODEL,
    Makefile: `${count(60_000, (index) => `A${index} ?= $(A${index + 1})\n`)}x:\n\tpython deepy.py train.py $(A0) a.yml\n`,
  },
  "100 configs that name all others": numbered(100, (index) => [
    index === 0 ? "a.yml" : `${index}.yml`,
    `# neox-config: with ${Array.from({ length: 99 }, (_, file) => `${file + 1}.yml`).join(" ")}\n${MODEL}`,
  ]),
  "300 launches of the same 99 configs": {
    ...numbered(99, (index) => [`${index}.yml`, MODEL]),
    ...project(
      `x: &f [${Array.from({ length: 99 }, (_, index) => `${index}.yml`).join(", ")}, a.yml]\nlaunches:\n${count(300, (index) => `- {name: l${index}, files: *f}\n`)}`,
    ),
  },
  "names with percent signs, hashes and question marks": {
    "a.yml": `# neox-config: with b%zz.yml c#d.yml e?f.yml %00.yml\n${MODEL}`,
    ...{ "b%zz.yml": "x: 1\n", "c#d.yml": "x: 1\n", "e?f.yml": "x: 1\n", "%2e%2e%2fx.yml": MODEL },
  },
  "a project file of a folder that holds the folder": project(
    "launch-directory: ..\nlaunches: [{name: x, files: [../a.yml, a.yml]}]\n",
  ),
  "a script whose launch is the project file": {
    "a.yml": MODEL,
    ".neox-config.yml": "launches: [{name: x, files: [a.yml]}]\n",
    "s.sh": "deepy.py train.py .neox-config.yml a.yml s.sh\n",
  },
  "a script of 60,000 letters in one name": {
    "a.yml": MODEL,
    "s.sh": `deepy.py train.py a.yml ${"x".repeat(60_000)}\n`,
  },
  "a script of orders": {
    "a.yml": MODEL,
    "s.sh": "deepy.py train.py a.yml 'b\u001b[31m##[group]::x.yml'\n",
    "b\u001b[31m##[group]::x.yml": "x: 1\n",
  },
  "40 hostfiles of 30,000 hosts": {
    "a.yml": `hostfile: h0\n${MODEL}`,
    ...numbered(40, (index) => [`h${index}`, count(3000, (host) => `h${host} slots=8\n`)]),
    ...numbered(40, (index) => [`c${index}.yml`, `hostfile: h${index}\n${MODEL}`]),
  },
  "folders whose names are configs": {
    "a.yml": MODEL,
    ...numbered(200, (index) => [`d${index}.yml/a.yml`, MODEL]),
  },
  "1,000 files of one line each that is no YAML": {
    "a.yml": MODEL,
    ...numbered(1000, (index) => [`x${index}.yml`, "num_layers: [\n"]),
  },
  "200 configs that ignore all": {
    "a.yml": MODEL,
    ...numbered(200, (index) => [`x${index}.yml`, `# neox-config: off\n${MODEL}x: 1\n`]),
  },
  "a checkout within a checkout, thirty deep": {
    "a.yml": MODEL,
    ...numbered(30, (index) => [
      `${"megatron/neox_arguments/".repeat(index % 4)}c${index}/megatron/neox_arguments/arguments.py`,
      "class A: pass\n",
    ]),
  },
  "ten folders below each other with scripts for each": {
    "a.yml": MODEL,
    ...numbered(10, (index) => [
      `${"d/".repeat(index)}run.sh`,
      `cd ${"../".repeat(index)}\ndeepy.py train.py -d . a.yml\n`,
    ]),
  },
  "a config that goes with itself by links of names": {
    "a.yml": `# neox-config: with ./a.yml d/../a.yml a.yml/. ../a.yml\n${MODEL}`,
    "d/b.yml": "x: 1\n",
  },
  "companions of 900 kilobytes": {
    "a.yml": `# neox-config: with b.yml c.yml\n${MODEL}`,
    "b.yml": `x: "${"y".repeat(900_000)}"\n`,
    "c.yml": "# x\n".repeat(200_000),
  },
  "60 models that a config names": {
    "a.yml": `${count(60, (index) => `# neox-config: same-as m${index}\n`)}${MODEL}`,
    ...numbered(60, (index) => [`m${index}/config.json`, "{".repeat(9000)]),
  },
  "a Makefile that includes itself": {
    "a.yml": MODEL,
    Makefile:
      "include Makefile\nA := $(shell rm -rf /)\nx:\n\t$(MAKE) x; python deepy.py train.py $(A) a.yml\n",
  },
  "a README of HTML": { "a.yml": MODEL, "README.md": `${"<pre>\n".repeat(20_000)}deepy.py train.py a.yml\n` },
  "scripts of returns alone": {
    "a.yml": MODEL,
    ...numbered(50, (index) => [`s${index}.sh`, "a=1\rdeepy.py train.py a.yml\r".repeat(200)]),
  },
  "a README of 180,000 fences": {
    "a.yml": MODEL,
    "README.md": `${"```sh\n~~~\n".repeat(90_000)}deepy.py train.py a.yml\n`,
  },
};

/** Project files that are open themselves. */
const PROJECTS: Readonly<Record<string, Files>> = {
  "60,000 rules and 40,000 arguments of a project file": project(
    `rules:\n${count(60_000, (index) => `  r${index}: error\n`)}arguments: [${count(40_000, (index) => `a${index}, `)}]\n`,
  ),
  "90,000 files of a project file that are nowhere": project(
    `launches:\n${count(1000, (index) => `- {name: l${index}, files: [${count(90, (file) => `no${index}_${file}, `)}]}\n`)}`,
  ),
  "launches of a project file within launches": project(
    `launches: ${"[{files: ".repeat(220)}a.yml${"}]".repeat(220)}\n`,
  ),
};

/** What an editor asks of a config of launches beside what it asks of any text. */
const OF_LAUNCHES = { "neoxConfig/launches": {}, "neoxConfig/effective": {}, "textDocument/definition": {} };

/** Opens texts of a folder, and asks what an editor asks of them. */
async function expectAnswers(
  files: Files,
  opened: readonly string[],
  onTestFinished: (remove: () => void) => void,
): Promise<void> {
  const folder = hostileFolder(files, onTestFinished);
  const server = new RawServer();
  onTestFinished(() => void server.process.kill("SIGKILL"));
  await server.start(null, pathToFileURL(folder).href);
  const uris = opened.map((name) => pathToFileURL(join(folder, name)).href);
  for (const [index, uri] of uris.entries()) server.open(uri, files[opened[index] ?? ""] ?? "");
  const position = { line: 1, character: 3 };
  for (const uri of [uris[0], uris.at(-1)]) {
    const asked = { uri, position, range: { start: position, end: position }, textDocument: { uri } };
    for (const [method, params] of Object.entries({ ...QUESTIONS, ...OF_LAUNCHES }))
      await server.ask(method, { ...params, ...asked });
  }
  expect(server.received).not.toMatch(OWN_FAULT);
  expect(server.received).not.toContain('"code":-32603');
  expect(server.process.exitCode).toBeNull();
}

test.concurrent.for(Object.entries(FOLDERS))("%s", ([, files], { onTestFinished }) =>
  expectAnswers(files, ["a.yml"], onTestFinished),
);

test.concurrent.for(Object.entries(PROJECTS))("%s", ([, files], { onTestFinished }) =>
  expectAnswers(files, [".neox-config.yml"], onTestFinished),
);

test("60 open configs of one name, and 1,000 launches of 51 files", ({ onTestFinished }) => {
  const configs = numbered(60, (index) => [`d${index}/a.yml`, MODEL]);
  const files = { ...configs, ...scripts((index) => `${`y${index}.yml `.repeat(50)}a.yml`) };
  return expectAnswers(files, Object.keys(configs), onTestFinished);
});
