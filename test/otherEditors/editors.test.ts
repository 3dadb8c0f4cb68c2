import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { needs, type Outcome, outcomeOf } from "../package/process";
import { AFTER, BEFORE, snippet } from "./snippet";

const HERE = import.meta.dirname;

describe("real editors with the snippets of docs/editors.md", { timeout: 120_000 }, () => {
  /** A home with the snippet as its only settings. */
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "neox-config-editor-"));
    await writeFile(join(home, "model.yml"), BEFORE);
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const start = (program: string, args: readonly string[]) =>
    outcomeOf(program, args, { cwd: home, env: { HOME: home, XDG_CONFIG_HOME: home } });

  async function expectFixed({ exit, stdout, stderr }: Outcome): Promise<void> {
    expect({ exit, output: stdout + stderr }).toEqual({
      exit: 0,
      output: expect.stringMatching(/^3:35 .*hidden-size-heads/m),
    });
    expect(await readFile(join(home, "model.yml"), "utf8")).toBe(AFTER);
  }

  test("Neovim shows the diagnostic and applies the fix", async (context) => {
    needs(context, "nvim");
    await writeFile(join(home, "init.lua"), await snippet("Neovim", "lua"));
    const args = ["--headless", "-n", "-u", join(home, "init.lua"), "model.yml"];
    await expectFixed(await start("nvim", [...args, "-c", `luafile ${join(HERE, "neovim.lua")}`]));
  });

  test("Emacs shows the diagnostic and applies the fix", async (context) => {
    needs(context, "emacs");
    await writeFile(join(home, "init.el"), `(require 'yaml-mode)\n${await snippet("Emacs", "elisp")}`);
    const args = ["--batch", "-l", join(home, "init.el"), "-l", join(HERE, "emacs.el")];
    await expectFixed(await start("emacs", [...args, "model.yml"]));
  });
});
