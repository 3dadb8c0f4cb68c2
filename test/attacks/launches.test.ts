import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { Recent } from "../../server/src/base/recent";
import { companionFiles } from "../../server/src/launches/comments/companionFiles";
import { discoveringLaunches, discoverLaunches } from "../../server/src/launches/discover";
import { readProject } from "../../server/src/launches/project";
import { FolderIndex } from "../../server/src/workspace/folderIndex";
import { nodeFiles } from "../../server/src/workspace/node/nodeFiles";
import { readingYaml, readYaml } from "../../server/src/yaml/read";
import { attacked, hostileFolder, MODEL } from "./command";
import { stepsOf } from "./steps";

/** Scripts that start more than anybody starts, or something that grows while it is read. */
const SCRIPTS: Readonly<Record<string, (size: number) => string>> = {
  "launches of the same": (n) => "deepy.py train.py a b\n".repeat(n),
  "launches of others": (n) => lines(n, (i) => `deepy.py train.py a${i}`),
  "files of one launch": (n) => `deepy.py train.py ${"a ".repeat(n)}\n`,
  "commands without files": (n) => "deepy.py\n".repeat(n),
  "a variable that doubles": (n) => `a=xxxxxxxxxx\n${"a=$a$a\n".repeat(n)}deepy.py train.py $a\n`,
  "a variable that doubles in quotes": (n) =>
    `a=xxxxxxxxxx\n${'a="$a$a"\n'.repeat(n)}deepy.py train.py "$a"\n`,
  "a long variable many times": (n) => `a=${"x".repeat(9000)}\ndeepy.py train.py ${"$a".repeat(n)}\n`,
  "a long variable many times in quotes": (n) =>
    `a=${"x".repeat(9000)}\ndeepy.py train.py "${"$a".repeat(n)}"\n`,
  "a long variable in many words": (n) => `a=${"x".repeat(9000)}\ndeepy.py train.py ${'"b$a" '.repeat(n)}\n`,
  "a long variable in many words of many commands": (n) =>
    `a=${"x".repeat(9000)}\n${lines(n / 100, (i) => `deepy.py train.py b${i} ${'"c$a" '.repeat(100)}`)}`,
  "a long variable in many variables": (n) =>
    `a=${"x".repeat(9000)}\n${lines(n, (i) => `b${i}=c$a`)}deepy.py train.py $b1\n`,
  "a long variable in many launches": (n) =>
    `a=${"x".repeat(9000)}\n${lines(n, (i) => `deepy.py train.py ${i}$a $a`)}`,
  variables: (n) => `${lines(n, (i) => `a${i}=${i}`)}deepy.py train.py $a1\n`,
  "variables within variables": (n) => `${lines(n, (i) => `a${i + 1}=$a${i}`)}deepy.py train.py $a${n}\n`,
  "continued lines": (n) => `deepy.py train.py a ${"\\\n".repeat(n)}\n`,
  "backslashes alone": (n) => `deepy.py train.py a ${"\\".repeat(n)}\n`,
  "quotes that stay open": (n) => `deepy.py train.py a ${'"'.repeat(n)}'${"'".repeat(n)}\n`,
  substitutions: (n) => `deepy.py train.py a ${"$(".repeat(n)}\n`,
  "braces that stay open": (n) => `deepy.py train.py a ${"${".repeat(n)}\n`,
  "names of options": (n) => `deepy.py --eval_tasks ${"x ".repeat(n)} train.py a\n`,
  "options without an end": (n) => `deepy.py ${"--eval_tasks x ".repeat(n)} train.py a\n`,
  "operators alone": (n) => `deepy.py ${";|&".repeat(n)} train.py a\n`,
  "assignments without values": (n) => "export a=\n".repeat(n),
  blanks: (n) => `deepy.py ${" ".repeat(n)} train.py a\n`,
  "returns alone": (n) => `deepy.py train.py a${"\r".repeat(n)}`,
  "names of folders": (n) => `deepy.py -d ${"a/".repeat(n)} train.py a\n`,
};

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}

test.each(Object.entries(SCRIPTS))("a script with %s has few and short launches", (_, script) => {
  const launches = discoverLaunches(script(100_000));
  expect(launches.length).toBeLessThanOrEqual(100);
  const names = launches.flatMap(({ files }) => files);
  expect(names.length).toBeLessThanOrEqual(100 * 100);
  expect(names.join("").length).toBeLessThanOrEqual(250_000);
  const [once = 0, twice = 0] = [1000, 2000].map((n) => stepsOf(discoveringLaunches(script(n))));
  expect(twice).toBeLessThanOrEqual(2 * once + 2);
});

/** Comments that name what else is launched. */
test.each([
  ["one comment of many names", (n: number) => `# neox-config: with ${"a.yml ".repeat(n)}\n`],
  ["many comments of one name", (n: number) => "# neox-config: with a.yml\n".repeat(n)],
])("%s adds a bounded number of files", (_, text) => {
  expect(companionFiles(readYaml(text(20_000)).comments).length).toBeLessThanOrEqual(100);
});

/** Project files that say more than is read. */
const PROJECTS: Readonly<Record<string, (size: number) => string>> = {
  launches: (n) => `launches:\n${"  - {name: x, files: [a.yml]}\n".repeat(n)}`,
  "files of one launch": (n) => `launches: [{files: [${"a.yml, ".repeat(n)}]}]\n`,
  "launches that are nothing": (n) => `launches: [${"1, ".repeat(n)}]\n`,
  "keys that there are not": (n) => lines(n, (i) => `key${i}: 1`),
  "rules that there are not": (n) => `rules:\n${lines(n, (i) => `  rule${i}: error`)}`,
  "arguments of a fork": (n) => `arguments: [${"a, ".repeat(n)}]\n`,
};

test.each(Object.entries(PROJECTS))("a project file with %s is read up to a bound", (_, text) => {
  const { project, problems } = readProject(readYaml(text(20_000)));
  expect(problems.length).toBeLessThanOrEqual(1000);
  expect(project.launches.length).toBeLessThanOrEqual(1000);
  const [once = 0, twice = 0] = [500, 1000].map((n) => stepsOf(readingYaml(text(n))));
  expect(twice).toBeLessThanOrEqual(2.2 * once + 10);
});

test("a project file of 30,000 launches is told of, and the config is checked", async () => {
  const folder = hostileFolder({ "a.yml": MODEL, ".neox-config.yml": PROJECTS.launches?.(30_000) ?? "" });
  const { exit, stderr } = await attacked(["check", "--each", "a.yml"], { cwd: folder });
  expect(stderr).toContain("No more than 1000 launches are read");
  expect(exit).toBe(0);
});

test("a folder of hostile scripts is searched while others have their turn", async () => {
  const files = Object.values(SCRIPTS).map((script, index) => [`run${index}.sh`, script(100_000)] as const);
  const folder = hostileFolder(Object.fromEntries(files));
  const index = new FolderIndex(pathToFileURL(folder).href, nodeFiles);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await index.fill();
  clearInterval(timer);
  expect(index.launches.length).toBeLessThanOrEqual(1000);
  expect(turns).toBeGreaterThan(5);
});

test("texts are kept up to a bound, those that were asked for last", async () => {
  const texts = new Recent<string | undefined>(100, (text, name) => name.length + (text?.length ?? 0));
  let reads = 0;
  const read = (name: string) =>
    texts.get(name, async () => {
      reads++;
      return "x".repeat(30);
    });
  for (const name of ["a", "b", "c", "a", "d", "a", "c", "d"]) await read(name);
  expect(reads).toBe(4);
  await read("b");
  expect(reads).toBe(5);
});
