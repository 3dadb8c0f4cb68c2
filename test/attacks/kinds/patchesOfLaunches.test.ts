import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { attacked, hostileFolder, MENDABLE, MODEL, plant } from "../command";
import { count, lines } from "../repeat";
import { expectWithstood } from "./attack";

interface Patched {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Default: that of every config. */
  readonly args?: readonly string[];
  readonly within?: string;
}

const MORE = "clip_grad: 1e-1\nweight_decay: 1e-2\n";
/** Lines that no fix touches. */
const apart = (length: number) => lines(length, (index) => `# ${index}`);

const PATCHES: Readonly<Record<string, Patched>> = {
  "three files of one launch": {
    files: { "a.yml": MENDABLE, "b.yml": "clip_grad: 1e-1", "c.yml": "\ufeffweight_decay: 1e-2\r\n" },
    args: ["a.yml", "b.yml", "c.yml"],
  },
  "one file twice in a launch": { files: { "a.yml": MENDABLE }, args: ["a.yml", "./a.yml"] },
  "thirty configs with each end of their lines": {
    files: Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `${i}.yml`,
        MENDABLE.replaceAll("\n", ["\n", "\r\n", "\r"][i % 3] ?? "\n").slice(0, i % 2 ? -1 : undefined),
      ]),
    ),
  },
  "configs of which one folder's name is the other's": {
    files: { "a/a/a.yml": MENDABLE, "a/b/a.yml": MENDABLE, "b/a.yml": MENDABLE, "a.yml": MENDABLE },
  },
  "a config by -d": { files: { "c/a.yml": MENDABLE }, args: ["-d", "c", "a"] },
  "a config by -d with points": { files: { "c/a.yml": MENDABLE }, args: ["-d", "./c/../c/", "a.yml"] },
  "a launch of a project file": {
    files: {
      ".neox-config.yml": "launches: [{name: x, files: [c/a.yml, c/b.yml]}]\n",
      "c/a.yml": MENDABLE,
      "c/b.yml": MORE,
    },
    args: [],
  },
  "a launch of a comment": {
    files: { "a.yml": `# neox-config: with b.yml\n${MENDABLE}`, "b.yml": `x: |\n -x\n${MORE}` },
    args: ["a.yml"],
  },
  "hunks that touch": { files: { "a.yml": `min_lr: 1e-5\n${MODEL}${apart(6)}${MORE}${apart(7)}lr: 1e-5` } },
  "hunks at the first line, the last and none between": {
    files: { "a.yml": `min_lr: 1e-5\n${apart(3000)}${MODEL}${apart(3000)}clip_grad: 1e-1` },
  },
  "what is written behind a last line without an end": {
    files: { "a.yml": `${MODEL}save: x # end` },
    args: ["a.yml"],
  },
  "what is written behind a last line of Windows without an end": {
    files: { "a.yml": `${MODEL}save: x`.replaceAll("\n", "\r\n") },
    args: ["a.yml"],
  },
  "what is written behind a block that keeps its breaks": {
    files: { "a.yml": `${MODEL}save: |+\n  x\n\n\n` },
    args: ["a.yml"],
  },
  "an entry that goes from the end of a file without an end": {
    files: { "a.yml": `${MODEL}optimizer:\n  type: Adam\n  params:\n    lr: 1.0e-4\n    foo: 1` },
  },
  "an entry that goes from its braces": {
    files: { "a.yml": `${MODEL}optimizer: {type: Adam, params: {\n  foo: 1,\n  lr: 1e-4,\n  bar: 2\n}}\n` },
  },
  "the same lines 400 times around what is mended": {
    files: {
      "a.yml": `${MODEL}x:\n${"- a\n- b\n".repeat(200)}min_lr: 1e-5\ny:\n${"- a\n- b\n".repeat(200)}`,
    },
  },
  "a mark of byte order alone on its line": { files: { "a.yml": `\ufeff\n${MENDABLE}` } },
  "texts that are commands of ed": {
    files: { "a.yml": `${MENDABLE}save: |\n  1,3d\n  .\n  w\n  !touch RAN\n` },
  },
  "a text of an index line, a prerequisite and a context diff": {
    files: { "a.yml": `# Index: RAN\n# Prereq: x\n${MENDABLE}# *** RAN\n# --- a.yml\n# ***************\n` },
  },
  "a config in a folder above": { files: { "a.yml": MENDABLE }, args: ["../a.yml"], within: "d" },
  "200 findings of one value each": {
    files: {
      "a.yml": `${MODEL}optimizer: {type: Adam, params: {lr: 1.0e-4, betas: [\n${"  1e-1,\n".repeat(190)}]}}\n`,
    },
  },
  "two launches of a project file that share what needs no fix": {
    files: {
      ".neox-config.yml": "launches: [{files: [a.yml, b.yml]}, {files: [a.yml, c.yml]}]\n",
      "a.yml": MODEL,
      "b.yml": `# b\n${MORE}`,
      "c.yml": `# c\r\n${MORE}`,
    },
    args: [],
  },
  "three launches of a project file that share what needs a fix": {
    files: {
      ".neox-config.yml": "launches: [{files: [a.yml, b.yml]}, {files: [./a, c.yml]}, {files: [a.yml]}]\n",
      "a.yml": MENDABLE,
      "b.yml": "clip_grad: 1e-1\n",
      "c.yml": "weight_decay: 1e-2\n",
    },
    args: [],
  },
  "a comment of every blank that JavaScript knows": {
    files: { "a.yml": `${MENDABLE}# \u00a0\u1680\u2003\u202f\u3000\ufeff \n` },
  },
  "an end of line of each kind behind what is mended": {
    files: {
      "a.yml": `${MODEL}min_lr: 1e-5\r\nweight_decay: 1e-2\rsave: x\nclip_grad: 1e-1\u0085load: y\u2028`,
    },
  },
  "a config whose last file is empty": {
    files: { "a.yml": MENDABLE, "b.yml": "" },
    args: ["a.yml", "b.yml"],
  },
  "misspelt keys in three files": {
    files: {
      "a.yml": MODEL.replace("num_layers", "num-layer"),
      "b.yml": "hiden_size: 768\n",
      "c.yml": '"min-lrr": 1e-5\n',
    },
    args: ["a.yml", "b.yml", "c.yml"],
  },
  "letters of two, three and four bytes on each line": {
    files: { "a.yml": MENDABLE.replaceAll("\n", " # \u00e9\u4e2d\u{1f600}\u0301\n") },
  },
  "20,000 lines of which only the breaks differ": {
    files: { "a.yml": MENDABLE + count(20_000, (i) => `#\n${["\r\n", "\n"][i % 2]}`) },
  },
};

/** The files there, but for links, with their modes. */
const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length), statSync(path).mode, readFileSync(path, "latin1")])
    .sort();

test.concurrent.for(Object.entries(PATCHES))(
  "%s: the difference, applied, gives what the fix writes",
  async ([, { files, args = ["--each", "."], within = "." }], { onTestFinished }) => {
    const [shown, written] = [hostileFolder(files, onTestFinished), hostileFolder(files, onTestFinished)];
    for (const folder of [shown, written]) {
      mkdirSync(join(folder, within), { recursive: true });
    }
    const before = contents(shown);
    const all = ["check", ...args, "--fix-all"];
    const ended = await attacked([...all, "--dry-run"], { cwd: join(shown, within) });
    // The difference has the bytes of the files.
    expectWithstood({ ...ended, stdout: "" }, all);
    expect(contents(shown)).toEqual(before);
    expectWithstood(await attacked(all, { cwd: join(written, within) }), all);
    expect(contents(written)).not.toEqual(before);
    const place = hostileFolder({}, onTestFinished);
    const difference = plant(place, "difference", ended.stdout);
    execFileSync("git", ["apply", "--unsafe-paths", "--whitespace=nowarn", difference], {
      cwd: join(shown, within),
      stdio: "pipe",
    });
    expect(contents(shown)).toEqual(contents(written));
  },
);
