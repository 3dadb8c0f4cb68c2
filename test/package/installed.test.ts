import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../server/package.json";
import { INSTALLED, installedCommand, ROOT, TARBALL } from "../installed.mjs";
import { serverProcess, URI } from "../protocol/client";
import { FINE, RESHAPE } from "./launches";
import { neoxConfig, outcomeOf, ran } from "./process";

let folder: string;
beforeAll(async () => {
  installedCommand();
  folder = await mkdtemp(join(tmpdir(), "neox-config-package-"));
  await writeFile(join(folder, "reshape.yml"), RESHAPE);
  await writeFile(join(folder, "fine.yml"), FINE);
});
afterAll(() => rm(folder, { recursive: true }));

const OWN = join(INSTALLED, "node_modules/neox-config");

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe("the installed package", { timeout: 180_000 }, () => {
  test("is under two megabytes, and nothing of it or of what it needs is compiled for a machine", async () => {
    const sizes = await Promise.all((await filesBelow(OWN)).map(async (path) => (await stat(path)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
    const all = await filesBelow(join(INSTALLED, "node_modules"));
    expect(all.filter((path) => /\.(node|so|dll|dylib|wasm)$/.test(path))).toEqual([]);
  });

  test("installs without running anything", async () => {
    const manifests = (await filesBelow(join(INSTALLED, "node_modules"))).filter((path) =>
      path.endsWith("/package.json"),
    );
    const scripts = await Promise.all(
      manifests.map(async (path) => Object.keys(JSON.parse(await readFile(path, "utf8")).scripts ?? {})),
    );
    expect(scripts.flat().filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });

  test("runs by the name of the package alone, as npx does", async () => {
    const told = await ran("npx", ["--yes", `file:${TARBALL}`, "--version"], { cwd: folder });
    expect(told.split("\n")[0]).toBe(packageJson.version);
  });

  test("checks a launch", async () => {
    const { exit, stdout } = await neoxConfig(["check", "reshape", "--neox", "2024-10-31"], { cwd: folder });
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^error\[kv-heads-reshape\]: .*\n --> reshape\.yml:4:15\n/);
    expect(await neoxConfig(["check", "fine", "--neox", "main"], { cwd: folder })).toEqual({
      exit: 0,
      stdout: "No problems found (NeoX main).\n",
      stderr: "",
    });
  });

  test("writes the report as a page of its own", async () => {
    const { exit, stderr } = await neoxConfig(["report", "fine.yml", "--html", "report.html"], {
      cwd: folder,
    });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    const page = await readFile(join(folder, "report.html"), "utf8");
    for (const name of ["report.js", "report.css"])
      expect(page).toContain((await readFile(join(OWN, "dist", name), "utf8")).trim());
  });

  test("serves an editor", async () => {
    const client = await serverProcess(installedCommand(), ["lsp", "--stdio"], {
      settings: { target: "2024-10-31" },
    });
    await client.open(RESHAPE);
    const { uri, diagnostics } = await client.answer(() => true);
    expect({ uri, codes: diagnostics.map(({ code }) => code) }).toEqual({
      uri: URI,
      codes: ["kv-heads-reshape"],
    });
    expect(await client.stop()).toBe(0);
  });
});

/** Programs must lie beside the installed package to find it. */
describe("the library", { timeout: 180_000 }, () => {
  test("checks for programs", async () => {
    const program = `
      import { check } from "neox-config";
      const { launches, target, gpus, diagnostics } = check(
        [{ path: "a.yml", text: ${JSON.stringify(RESHAPE)} }],
        { gpus: 8, neox: "2024-10-31", rules: { "kv-heads-reshape": "warning" } },
      );
      console.log(JSON.stringify({ launches, target, gpus, found: diagnostics.map((it) => [it.rule, it.severity]) }));
      try { check([], { neox: "tomorrow" }); } catch (error) { console.log(String(error)); }
    `;
    await writeFile(join(INSTALLED, "library.mjs"), program);
    const printed = await ran(process.execPath, ["library.mjs"], { cwd: INSTALLED });
    expect(printed.trimEnd().split("\n")).toEqual([
      '{"launches":true,"target":"2024-10-31","gpus":8,"found":[["kv-heads-reshape","warning"]]}',
      "RangeError: unknown NeoX version tomorrow",
    ]);
  });

  test("does what its README shows", async () => {
    const readme = await readFile(join(OWN, "README.md"), "utf8");
    const [, program = ""] = /^```js\n([\s\S]*?)^```$/m.exec(readme) ?? [];
    const shown = "console.log(answer.launches, answer.diagnostics.map(({ rule }) => rule));";
    await writeFile(join(INSTALLED, "readme.mjs"), `${program}${shown}\n`);
    expect(await ran(process.execPath, ["readme.mjs"], { cwd: INSTALLED })).toBe(
      "false [ 'hidden-size-heads' ]\n",
    );
  });

  test("answers what the command prints as JSON", async () => {
    const program = `
      import { check } from "neox-config";
      console.log(JSON.stringify(check([{ path: "reshape.yml", text: ${JSON.stringify(RESHAPE)} }], { gpus: 8 })));
    `;
    await writeFile(join(INSTALLED, "same.mjs"), program);
    const args = ["check", "reshape.yml", "--gpus", "8", "--format", "json"];
    const { stdout } = await neoxConfig(args, { cwd: folder });
    expect(await ran(process.execPath, ["same.mjs"], { cwd: INSTALLED })).toBe(stdout);
  });

  test("has types that strict programs accept", async () => {
    const program = `
      import { check, type DiagnosticJson, type LaunchJson } from "neox-config";
      const answer: LaunchJson = check([{ path: "a.yml", text: "" }], { gpus: 8, scope: "overlay" });
      const lines: number[] = answer.diagnostics.map((it: DiagnosticJson) => it.range.start.line);
      // @ts-expect-error: GPUs are a number
      check([], { gpus: "8" });
      export { lines };
    `;
    await writeFile(join(INSTALLED, "types.mts"), program);
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck", "false", "types.mts"];
    expect(await outcomeOf(process.execPath, [tsc, ...options], { cwd: INSTALLED })).toEqual({
      exit: 0,
      stdout: "",
      stderr: "",
    });
  });
});
