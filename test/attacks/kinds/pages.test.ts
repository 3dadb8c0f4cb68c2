import { linkSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hostileFolder, MODEL, textOf } from "../command";
import { inShell } from "../inShell";
import { type Attack, carryOut } from "./attack";

const PAGE = /^<!DOCTYPE html>[\s\S]*<\/html>\s*$/;

/** A page that somebody made before. */
const OLD = "<!doctype html>\n<title>old</title>\n";

const OTHERS: Readonly<Record<string, string>> = {
  "a.yml": MODEL,
  "r/b.yml": MODEL,
  "r/train.py": "print(1)\n",
  "r/old.html": OLD,
};

/** A page of a config of the repository `r`, where `prepare` has made something of the name; the rest is as it was. */
const page = (name: string, prepare: (at: (path: string) => string) => void, written?: string): Attack => ({
  files: { ...OTHERS, "r/.git/HEAD": "ref: refs/heads/main\n" },
  args: ["report", "r/b.yml", "--html", name],
  prepare: (folder) => prepare((path) => join(folder, path)),
  afterwards: (folder) => {
    const others = Object.entries(OTHERS).filter(([path]) => path !== written);
    for (const [path, text] of others) expect(readFileSync(join(folder, path), "utf8")).toBe(text);
    if (written !== undefined) expect(readFileSync(join(folder, written), "utf8")).toMatch(PAGE);
  },
});

carryOut({
  "a link to a config": page("r/o.html", (at) => symlinkSync("b.yml", at("r/o.html"))),
  "a link to a config by its whole name": page("r/o.html", (at) => symlinkSync(at("a.yml"), at("r/o.html"))),
  "a link to a script": page("r/o.html", (at) => symlinkSync("train.py", at("r/o.html"))),
  "a link in a circle": page("r/o.html", (at) => symlinkSync("o.html", at("r/o.html"))),
  "a link to nothing": {
    ...page("r/o.html", (at) => symlinkSync("../new.txt", at("r/o.html"))),
    afterwards: (folder) => expect(() => lstatSync(join(folder, "new.txt"))).toThrow("ENOENT"),
  },
  "a second name of a config": page("r/o.html", (at) => linkSync(at("r/b.yml"), at("r/o.html"))),
  "a second name of a script": page("r/o.html", (at) => linkSync(at("r/train.py"), at("r/o.html"))),
  "a way to a script below the system's own folders": page("/proc/self/cwd/r/train.py", () => undefined),
  "a script": page("r/train.py", () => undefined),
  "a name of a page that holds a script": page("r/o.html", (at) =>
    writeFileSync(at("r/o.html"), "import torch\n<html>\n"),
  ),
  "a name of a page that holds bytes": page("r/o.html", (at) =>
    writeFileSync(
      at("r/o.html"),
      Uint8Array.from({ length: 4000 }, (_, i) => i % 256),
    ),
  ),
  "a page of another encoding": page(
    "r/old.html",
    (at) => writeFileSync(at("r/old.html"), Buffer.from("<html>caf\u00e9</html>", "latin1")),
    "r/old.html",
  ),
  "a page with a mark of the order of bytes": page(
    "r/old.html",
    (at) => writeFileSync(at("r/old.html"), `\uFEFF${OLD}`),
    "r/old.html",
  ),
  "a page in UTF-16": page("r/o.html", (at) =>
    writeFileSync(at("r/o.html"), Buffer.from(`\uFEFF${OLD}`, "utf16le")),
  ),
  ...Object.fromEntries(
    Array.from({ length: 18 }, (_, index) => [
      `a pipe of Node's own, or nothing: ${index + 3}`,
      page(`/dev/fd/${index + 3}`, () => undefined),
    ]),
  ),
  "another page": page("r/old.html", () => undefined, "r/old.html"),
  "a link to another page": page("r/o.html", (at) => symlinkSync("old.html", at("r/o.html")), "r/old.html"),
  "an empty file": page("r/o.html", (at) => writeFileSync(at("r/o.html"), ""), "r/o.html"),
  "a new file": page("r/o.html", () => undefined, "r/o.html"),
});

const REPOSITORY = { "r/b.yml": MODEL, "r/.git/HEAD": "ref: refs/heads/main\n", log: "before\n" };
const [BEFORE, AFTER] = ["echo before", "echo after"];

/** Whatever the shell opened goes on where it is. */
test.concurrent.for([
  "NEOX report r/b.yml --html /dev/stdout >> log; echo after >> log",
  `(${BEFORE}; NEOX report r/b.yml --html /dev/stdout; ${AFTER}) > log`,
  `(${BEFORE}; NEOX report r/b.yml --html /proc/self/fd/1; ${AFTER}) > log`,
  `(${BEFORE}; NEOX report r/b.yml --html /dev/fd/1; ${AFTER}) > log`,
  `(${BEFORE} >&2; NEOX report r/b.yml --html /dev/stderr; ${AFTER} >&2) 2> log`,
  "NEOX report r/b.yml --html /dev/fd/3 3>> log; echo after >> log",
  `(${BEFORE} >&3; NEOX report r/b.yml --html /dev/fd/3; ${AFTER} >&3) 3> log`,
  `(${BEFORE}; NEOX report r/b.yml --html /dev/stdout; ${AFTER}) | cat > log`,
  `${BEFORE} > log; NEOX report r/b.yml --html >(cat >> log); sleep 0.3; ${AFTER} >> log`,
])("%s", async (line, { onTestFinished }) => {
  const folder = hostileFolder(REPOSITORY, onTestFinished);
  expect(await inShell(line, folder)).toEqual({ exit: 0, stdout: "", stderr: "" });
  const [, page] = /^before\n([\s\S]*)after\n$/.exec(textOf(folder, "log")) ?? [];
  expect(page).toMatch(PAGE);
});

const OUTSIDE = "its link leads out of the folder";

/** Where nothing can be written, all is as it was: no byte of a page is anywhere. */
test.concurrent.for([
  [
    OUTSIDE,
    "mkfifo ../pipe; ln -s ../pipe o.html; (timeout 3 cat ../pipe > ../got) & NEOX report b.yml --html o.html",
  ],
  [OUTSIDE, "ln -s /dev/null o.html; NEOX report b.yml --html o.html"],
  [OUTSIDE, "ln -s ../log o.html; NEOX report b.yml --html o.html"],
  [OUTSIDE, "ln -s .. d; NEOX report b.yml --html d/new.html"],
  [OUTSIDE, "ln -s .. d; NEOX report b.yml --html d/log"],
  [OUTSIDE, "mkfifo ../pipe; ln -s .. d; (timeout 3 cat ../pipe > ../got) & NEOX report b.yml --html d/pipe"],
  [OUTSIDE, "(ln -s /proc/self/fd/1 o.html; NEOX report b.yml --html o.html) >> ../log"],
  ["it would grow larger than is allowed", "ulimit -f 20; NEOX report b.yml --html new.html"],
  ["it would grow larger than is allowed", "ulimit -f 0; NEOX report b.yml --html new.html"],
  ["no such file", "NEOX report b.yml --html none/new.html"],
  ["there is something of this name already", "ln -s none o.html; NEOX report b.yml --html o.html"],
  ["bad file descriptor, write", "NEOX report b.yml --html /dev/fd/5 5< ../log"],
  ["there is a file of this name, which is no page", "NEOX report b.yml --html ../log"],
] as const)("a page is not written, for %s: %s", async ([reason, line], { onTestFinished }) => {
  const folder = hostileFolder(REPOSITORY, onTestFinished);
  const { exit, stderr } = await inShell(`cd r; ${line}`, folder);
  expect(exit).toBe(2);
  expect(stderr).toMatch(/^neox-config: cannot write [\w./]+: .*\n$/);
  expect(stderr.endsWith(`: ${reason}\n`)).toBe(true);
  expect(textOf(folder, "log")).toBe("before\n");
  const names = readdirSync(folder, { recursive: true }).map(String);
  expect(names.filter((name) => /new|tmp/.test(name))).toEqual([]);
  if (names.includes("got")) expect(textOf(folder, "got")).toBe("");
});
