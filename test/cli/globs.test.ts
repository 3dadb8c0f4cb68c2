import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Workplace } from "./command";

const CONFIG = "hidden_size: 96\nnum_attention_heads: 12\npipe_parallel_size: 1\n";

const CONFIGS = [
  ".github/ci.yml",
  ".hidden.yml",
  "[odd]/c.yml",
  "a.yml",
  "b.yaml",
  "deep/er/still/d.yml",
  "deep/er/e.yml",
  "deep/f.yml",
  "node_modules/package/g.yml",
  "notes.txt",
];

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.with(Object.fromEntries(CONFIGS.map((path) => [path, CONFIG])));
});
afterEach(() => workplace.remove());

async function checked(name: string, below = "."): Promise<string[]> {
  const { stdout } = await workplace.command(["check", "--each", name, "--format", "json"], "", below);
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : String(JSON.parse(line).id)));
}

it.each([
  [".", ["[odd]/c.yml", "a.yml", "b.yaml", "deep/er/e.yml", "deep/er/still/d.yml", "deep/f.yml"]],
  ["deep/", ["deep/er/e.yml", "deep/er/still/d.yml", "deep/f.yml"]],
  ["*.yml", ["a.yml"]],
  ["*", ["a.yml", "b.yaml", "notes.txt"]],
  ["./*.{yml,yaml}", ["a.yml", "b.yaml"]],
  ["deep/*/*.yml", ["deep/er/e.yml"]],
  ["deep/**/[de].yml", ["deep/er/e.yml", "deep/er/still/d.yml"]],
  ["{deep/er,nowhere}/?.yml", ["deep/er/e.yml"]],
  ["\\[odd\\]/*.yml", ["[odd]/c.yml"]],
  [".github/*.yml", [".github/ci.yml"]],
  [".*.yml", [".hidden.yml"]],
])("check --each '%s' finds the files that a shell would, in order", async (name, found) => {
  expect(await checked(name)).toEqual(found);
});

it("finds files in folders above, by the names one gave", async () => {
  expect(await checked("../*.yml", "deep")).toEqual(["../a.yml"]);
  expect(await checked(`${workplace.folder}/deep/*.yml`)).toEqual([`${workplace.folder}/deep/f.yml`]);
});

it("checks a long file under some of the names that links give it, not under each", async () => {
  await workplace.write("links/long.yml", `${CONFIG}${"# nothing to say\n".repeat(110_000)}`);
  for (let i = 10; i < 25; i++) await symlink("long.yml", join(workplace.folder, `links/a${i}.yml`));
  const { exit, stdout, stderr } = await workplace.command(["check", "--each", "links", "--format", "json"]);
  expect(exit).toBe(2);
  expect(stderr).toBe(
    "neox-config: Too much would be checked again for further launches. Launches left out: 5, the first is links/a21.yml.\n",
  );
  expect(stdout.trimEnd().split("\n")).toHaveLength(11);
});

/** What is told of configs that each have such lines, 900 of them. */
async function toldOfMany(configs: number, line: (config: number, index: number) => string, before = "") {
  for (let config = 1; config <= configs; config++) {
    const lines = Array.from({ length: 900 }, (_, index) => line(config, index)).join("");
    await workplace.write(`many/c${config}.yml`, `${CONFIG}${before}${lines}`);
  }
  const { exit, stderr } = await workplace.command(["check", "--each", "many", "--format", "json"]);
  return [exit, stderr];
}

it("leaves further files out where more is found than is told", async () => {
  expect(await toldOfMany(6, () => "seq_length: 1\n")).toEqual([
    2,
    "neox-config: More is found than is told at once. Launches left out: 2, the first is many/c5.yml.\n",
  ]);
});

it("looks at no further names where more are given than are looked at, and says so", async () => {
  const named = (config: number, index: number) => `- ${config}/${index}/x\n`;
  expect(await toldOfMany(9, named, "train_data_paths:\n")).toEqual([
    2,
    "neox-config: More files are named than are looked at. Launches whose files were not all looked at: 1, the first is many/c9.yml.\n",
  ]);
});
