import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../installed.mjs";
import { bounded, hostileFolder, MENDABLE, MODEL, plant, textOf } from "./command";

const RAN =
  "#!/usr/bin/env node\nrequire('fs').writeFileSync(__dirname + '/RAN', 'code of the checked repository ran')\n";

/** Runs the action's script in a checked repository, as GitHub does. */
async function runAction(folder: string, inputs: Readonly<Record<string, string>> = {}) {
  const temp = hostileFolder();
  const env = {
    ...{ GITHUB_ACTION_PATH: ROOT, RUNNER_TEMP: temp, GITHUB_OUTPUT: join(temp, "output") },
    ...{ FILES: ".", NEOX: "", GPUS: "", ...inputs },
  };
  const ended = await bounded("bash", [join(ROOT, "scripts/release/checkInAction.sh")], { cwd: folder, env });
  const output = existsSync(env.GITHUB_OUTPUT) ? readFileSync(env.GITHUB_OUTPUT, "utf8") : "";
  return { ...ended, output };
}

describe("nothing of a checked repository runs", () => {
  test.each([
    "node_modules/neox-config/cli.js",
    "node_modules/.bin/neox-config",
    "node_modules/.bin/node",
    "node_modules/commander/index.js",
    "dist/cli.js",
    "dist/server.js",
    "scripts/release/checkInAction.sh",
    "scripts/build/build.mjs",
    "node",
    "npm",
    "npx",
    "sed",
    ".bashrc",
    ".bash_profile",
    ".profile",
    ".npmrc.js",
    "index.js",
    "neox-config",
    "server/dist/cli.mjs",
    "megatron/neox_arguments/__init__.py",
    "deepy.py",
  ])("%s", async (name) => {
    const folder = hostileFolder({ "a.yml": MODEL });
    chmodSync(plant(folder, name, RAN), 0o755);
    plant(folder, ".npmrc", "registry=http://127.0.0.1:9/\nscript-shell=./neox-config\n");
    plant(
      folder,
      "package.json",
      '{ "name": "neox-config", "bin": "neox-config", "scripts": { "check": "node ." } }',
    );
    const { exit, output, stderr } = await runAction(folder);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(output).toMatch(/^status=0$/m);
    expect(existsSync(join(folder, name, "../RAN"))).toBe(false);
  });

  test("a link in place of a package", async () => {
    const folder = hostileFolder({ "a.yml": MODEL, "evil/cli.js": RAN, "node_modules/.keep": "" });
    symlinkSync("../evil", join(folder, "node_modules/neox-config"));
    expect(await runAction(folder)).toMatchObject({ exit: 0, stderr: "" });
    expect(existsSync(join(folder, "evil/RAN"))).toBe(false);
  });
});

describe("the bash of macOS has no mapfile", () => {
  test.each([".", "a.yml\n\nb.yml\n"])("files %j", async (FILES) => {
    const folder = hostileFolder({ "a.yml": MODEL, "b.yml": MODEL, none: "enable -n mapfile readarray\n" });
    const { exit, output, stderr } = await runAction(folder, { FILES, BASH_ENV: join(folder, "none") });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(output).toMatch(/^status=0$/m);
  });
});

describe("an input is a name or a value, never a flag or a command", () => {
  test.each([
    ["--fix\n."],
    ["--fix"],
    ["--launches=-"],
    ["-d/\n."],
    ["--\n--fix\n."],
    ["--no-ignore\n--fix\n."],
    ["$(touch RAN)\n."],
    ["`touch RAN`"],
    ["; touch RAN"],
    ["-"],
    ["\n\n  \n"],
  ])("files %j", async (files) => {
    const folder = hostileFolder({ "b.yml": MENDABLE, "--fix": "" });
    const { stdout } = await runAction(folder, { FILES: files });
    expect(textOf(folder, "b.yml")).toBe(MENDABLE);
    expect(existsSync(join(folder, "RAN"))).toBe(false);
    expect(stdout).not.toMatch(/^::(?!error|warning|notice)/m);
  });

  test.each([
    ["NEOX", "--fix"],
    ["NEOX", "$(touch RAN)"],
    ["NEOX", "main\n::add-mask::e"],
    ["GPUS", "--fix"],
    ["GPUS", "8 --fix"],
    ["GPUS", "8;touch RAN"],
  ])("%s %j", async (name, value) => {
    const folder = hostileFolder({ "b.yml": MENDABLE });
    const { exit, stdout, stderr } = await runAction(folder, { [name]: value });
    expect(exit).toBe(2);
    expect(textOf(folder, "b.yml")).toBe(MENDABLE);
    expect(existsSync(join(folder, "RAN"))).toBe(false);
    expect(`\n${stdout}\n${stderr}`).not.toContain("\n::add-mask");
  });
});
