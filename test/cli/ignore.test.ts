import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IgnoreFiles } from "../../server/src/cli/ignoreFiles";
import { Workplace } from "./command";

const CONFIG = "hidden_size: 96\nnum_attention_heads: 12\npipe_parallel_size: 1\n";

const CONFIGS = [
  "a.yml",
  "build/out.yml",
  "configs/kept.yml",
  "configs/old/b.yml",
  "configs/old/wanted.yml",
  "configs/secret.yml",
  "logs/deep/run.yml",
  "sub/[odd]/c.yml",
  "sub/top.yml",
];

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.with({
    ...Object.fromEntries(CONFIGS.map((path) => [path, CONFIG])),
    ".gitignore": "build/\nlogs/**/*.yml\n*.yml.swp\nsub/top.yml\n",
    "configs/.gitignore": "secret.yml\nold/*\n!old/wanted.yml\n",
    "logs/deep/.gitignore": "!run.yml\n",
    "build/.gitignore": "!out.yml\n",
  });
  execFileSync("git", ["init", "-q"], { cwd: workplace.folder });
});
afterEach(() => workplace.remove());

async function checked(names: readonly string[], below = "."): Promise<string[]> {
  const { stdout } = await workplace.command(["check", "--each", ...names, "--format", "json"], "", below);
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : String(JSON.parse(line).id)));
}

describe("check --each and ignore files", () => {
  it("leaves out of a folder what Git ignores there", async () => {
    const byGit = execFileSync("git", ["ls-files", "--others", "--exclude-standard", "*.yml"], {
      cwd: workplace.folder,
      encoding: "utf8",
    });
    const found = await checked(["."]);
    expect(found).toEqual(byGit.trimEnd().split("\n"));
    expect(found).toEqual([
      "a.yml",
      "configs/kept.yml",
      "configs/old/wanted.yml",
      "logs/deep/run.yml",
      "sub/[odd]/c.yml",
    ]);
  });

  it("knows the ignore files of the folders above, up to the repository's root", async () => {
    expect(await workplace.command(["check", "--each", "*.yml"], "", "sub")).toEqual({
      exit: 2,
      stdout: "",
      stderr: "neox-config: every file that matches *.yml is ignored: --no-ignore checks them\n",
    });
  });

  it("takes brackets in a folder's name as they are", async () => {
    expect(await checked(["[odd]"], "sub")).toEqual(["[odd]/c.yml"]);
  });

  it("checks a named file that Git ignores, but none that .neox-configignore excludes", async () => {
    await workplace.write(".neox-configignore", "# kept for old runs\nconfigs/old/\na.yml\n");
    expect(await checked(["build/out.yml", "a.yml", "configs"])).toEqual([
      "build/out.yml",
      "configs/kept.yml",
    ]);
  });

  it("checks everything with --no-ignore", async () => {
    await workplace.write(".neox-configignore", "*\n");
    expect(await checked([".", "--no-ignore"])).toEqual(CONFIGS);
  });
});

it("no more is matched than a thousand rules with 30,000 files, and it is told", async () => {
  await workplace.write(".neox-configignore", "*c*0*1*.yaml\n".repeat(900));
  const ignored = new IgnoreFiles(workplace.folder, [".neox-configignore"]);
  let asked = 0;
  const askAll = async () => {
    for (; asked < 100_000; asked++) await ignored.ignores(join(workplace.folder, `c${asked}0123.yaml.yml`));
  };
  await expect(askAll()).rejects.toThrow(/too many rules for so many files.*--no-ignore/);
  expect(asked).toBeGreaterThan(20_000);
  expect(asked).toBeLessThan(40_000);
});
