import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { installHost } from "../host/install.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const GRAMMAR = "syntaxes/neox.injection.tmLanguage.json";
const MINUTES = 60_000;
const hasHost = process.platform === "linux" && process.arch === "x64";

test.runIf(hasHost)(
  "VS Code's own YAML grammar, with ours injected, gives the scopes that the samples state",
  () => {
    const folder = join(installHost().web, "extensions/yaml/syntaxes");
    const grammars = readdirSync(folder).flatMap((name) => ["-g", join(folder, name)]);
    const tool = join(ROOT, "node_modules/vscode-tmgrammar-test/dist/unit.js");
    const output = execFileSync(process.execPath, [tool, ...grammars, "test/syntaxes/*.test.yml"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect(output.match(/\w+\.test\.yml run success/g)).toEqual([
      "block.test.yml run success",
      "flow.test.yml run success",
      "otherYaml.test.yml run success",
    ]);
  },
  5 * MINUTES,
);

test("the grammar is what its generator makes of the arguments", () => {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-grammar-"));
  try {
    for (const path of ["scripts/follow/grammar.mjs", "server/src/arguments/generated"])
      cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    mkdirSync(join(folder, "syntaxes"));
    execFileSync(process.execPath, [join(folder, "scripts/follow/grammar.mjs")]);
    expect(readFileSync(join(folder, GRAMMAR), "utf8")).toBe(readFileSync(join(ROOT, GRAMMAR), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
