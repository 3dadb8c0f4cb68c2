import { execFile, execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeBlock } from "../markdown";

const HERE = import.meta.dirname;
const ROOT = resolve(HERE, "..", "..");

const BEFORE = `\
# a model
{
  "num-layers": 2, "hidden-size": 200, "pipe-parallel-size": 1,
  "num-attention-heads": 12,   # of what?
}
`;

/** A home with the snippet of docs/editors.md as its only settings, and `neox-config` on the path. */
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "neox-config-editor-"));
  const command = join(home, "neox-config");
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "dist/cli.js")}" "$@"\n`);
  await chmod(command, 0o755);
  await writeFile(join(home, "model.yml"), BEFORE);
});
afterEach(() => rm(home, { recursive: true, force: true }));

const snippet = async (editor: string, language: string) =>
  codeBlock(await readFile(join(ROOT, "docs/editors.md"), "utf8"), editor, language);

function start(program: string, args: readonly string[]) {
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, PATH: `${home}:${process.env.PATH}` };
  return new Promise<{ exit: number | string; output: string }>((done) => {
    execFile(program, args, { cwd: home, env, timeout: 100_000 }, (error, stdout, stderr) =>
      done({ exit: error?.code ?? 0, output: stdout + stderr }),
    );
  });
}

/** In CI a missing editor fails the test. */
function isThere(program: string): boolean {
  if (process.env.CI) return true;
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function expectFixed(outcome: { exit: number | string; output: string }): Promise<void> {
  expect(outcome).toEqual({ exit: 0, output: expect.stringMatching(/^3:35 .*hidden-size-heads/m) });
  const after = await readFile(join(home, "model.yml"), "utf8");
  expect(after).toBe(BEFORE.replace("12,", "10,"));
}

describe("real editors with the snippets of docs/editors.md", { timeout: 120_000 }, () => {
  test.skipIf(!isThere("nvim"))("Neovim shows the diagnostic and applies the fix", async () => {
    await writeFile(join(home, "init.lua"), await snippet("Neovim", "lua"));
    const args = ["--headless", "-n", "-u", join(home, "init.lua"), "model.yml"];
    await expectFixed(await start("nvim", [...args, "-c", `luafile ${join(HERE, "neovim.lua")}`]));
  });

  test.skipIf(!isThere("emacs"))("Emacs shows the diagnostic and applies the fix", async () => {
    await writeFile(join(home, "init.el"), `(require 'yaml-mode)\n${await snippet("Emacs", "elisp")}`);
    const args = ["--batch", "-l", join(home, "init.el"), "-l", join(HERE, "emacs.el")];
    await expectFixed(await start("emacs", [...args, "model.yml"]));
  });

  test("the snippets for the other editors can be read", async () => {
    expect(JSON.parse(await snippet("Sublime Text", "json")).clients["neox-config"].command).toEqual([
      "neox-config",
      "lsp",
      "--stdio",
    ]);
    expect(await snippet("Helix", "toml")).toContain('args = ["lsp", "--stdio"]');
  });
});
