import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../server/package.json";
import { serverProcess, URI } from "../protocol/client";

const ROOT = resolve(import.meta.dirname, "..", "..");
const MINUTES = 60_000;

/** A launch that lacks nothing, of this width with 40 query heads. */
function launchText(kvHeads: number): string {
  const shape = `num_layers: 2\nhidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: ${kvHeads}\n`;
  return `${shape}seq_length: 64\nmax_position_embeddings: 64\ntrain_micro_batch_size_per_gpu: 4\n`;
}

/** Fails before 96c242eb by issue #1314. */
const RESHAPE = launchText(8);
const FINE = launchText(10);

/** A folder with nothing but the packed and installed package, and some configs. */
let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "neox-config-installed-"));
  await ran("npm", ["pack", "--pack-destination", folder], { cwd: join(ROOT, "server") });
  tarball = join(folder, `neox-config-server-${packageJson.version}.tgz`);
  await mkdir(join(folder, "configs"));
  await writeFile(join(folder, "package.json"), '{ "private": true }');
  await writeFile(join(folder, "configs/reshape.yml"), RESHAPE);
  await writeFile(join(folder, "configs/fine.yml"), FINE);
  await writeFile(join(folder, "configs/pod.yaml"), "apiVersion: v1\nkind: Pod\n");
  await ran("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball]);
}, 5 * MINUTES);

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly exit: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

interface Where {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

function outcomeOf(program: string, args: readonly string[], { cwd = folder, env = {}, stdin }: Where = {}) {
  return new Promise<Outcome>((done) => {
    const child = execFile(program, args, { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      done({ exit: error?.code ?? 0, stdout, stderr }),
    );
    child.stdin?.end(stdin ?? "");
  });
}

async function ran(program: string, args: readonly string[], where?: Where): Promise<string> {
  const { exit, stdout, stderr } = await outcomeOf(program, args, where);
  if (exit !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${exit}\n${stdout}${stderr}`);
  return stdout;
}

const neoxConfig = (args: readonly string[], where?: Where) =>
  outcomeOf(join(folder, "node_modules/.bin/neox-config"), args, where);

function isThere(program: string): boolean {
  return spawnSync(program, ["--version"]).status === 0;
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe("the installed package", { timeout: 3 * MINUTES }, () => {
  test("is under a megabyte, and nothing of it or of what it needs is compiled for a machine", async () => {
    const own = await filesBelow(join(folder, "node_modules/neox-config-server"));
    const sizes = await Promise.all(own.map(async (path) => (await stat(path)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
    const all = await filesBelow(join(folder, "node_modules"));
    expect(all.filter((path) => /\.(node|so|dll|dylib|wasm)$/.test(path))).toEqual([]);
  });

  test("checks a launch", async () => {
    const { exit, stdout } = await neoxConfig(["check", "configs/reshape", "--neox", "2024-10-31"]);
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^error\[kv-heads-reshape\]: .*\n --> configs\/reshape\.yml:4:15\n/);
    expect(await neoxConfig(["check", "configs/fine", "--neox", "main"])).toEqual({
      exit: 0,
      stdout: "No problems found (NeoX main).\n",
      stderr: "",
    });
  });

  test("answers a stream of launches", async () => {
    const lines = [RESHAPE, FINE].map((text) => JSON.stringify({ files: [{ name: "a.yml", text }] }));
    const { exit, stdout } = await neoxConfig(["check", "--launches", "-", "--neox", "2024-10-31"], {
      stdin: lines.join("\n"),
    });
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).launches);
    expect({ exit, answers }).toEqual({ exit: 1, answers: [false, true] });
  });

  test("writes the report as a page of its own", async () => {
    const { exit, stderr } = await neoxConfig(["report", "configs/fine.yml", "--html", "report.html"]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    const page = await readFile(join(folder, "report.html"), "utf8");
    const shipped = (name: string) =>
      readFile(join(folder, "node_modules/neox-config-server/dist", name), "utf8");
    expect(page).toContain((await shipped("report.js")).trim());
    expect(page).toContain((await shipped("report.css")).trim());
  });

  test("serves an editor", async () => {
    const client = await serverProcess(join(folder, "node_modules/.bin/neox-config"), ["lsp", "--stdio"], {
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

  test("is a library for programs", async () => {
    const program = `
      import { check } from "neox-config-server";
      const { launches, target, gpus, diagnostics } = check(
        [{ path: "a.yml", text: ${JSON.stringify(RESHAPE)} }],
        { gpus: 8, neox: "2024-10-31", rules: { "kv-heads-reshape": "warning" } },
      );
      console.log(JSON.stringify({ launches, target, gpus, found: diagnostics.map((it) => [it.rule, it.severity]) }));
      try { check([], { neox: "tomorrow" }); } catch (error) { console.log(String(error)); }
    `;
    await writeFile(join(folder, "library.mjs"), program);
    expect((await ran(process.execPath, ["library.mjs"])).trimEnd().split("\n")).toEqual([
      '{"launches":true,"target":"2024-10-31","gpus":8,"found":[["kv-heads-reshape","warning"]]}',
      "RangeError: unknown NeoX version tomorrow",
    ]);
  });

  test("has types that strict programs accept", async () => {
    const program = `
      import { check, type DiagnosticJson, type LaunchJson } from "neox-config-server";
      const answer: LaunchJson = check([{ path: "a.yml", text: "" }], { gpus: 8, scope: "overlay" });
      const lines: number[] = answer.diagnostics.map((it: DiagnosticJson) => it.range.start.line);
      // @ts-expect-error: GPUs are a number
      check([], { gpus: "8" });
      export { lines };
    `;
    await writeFile(join(folder, "types.mts"), program);
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck", "false", "types.mts"];
    expect(await outcomeOf(process.execPath, [tsc, ...options])).toEqual({ exit: 0, stdout: "", stderr: "" });
  });
});

describe("hooks", { timeout: 5 * MINUTES }, () => {
  test.skipIf(!process.env.CI && !isThere("pre-commit"))(
    "pre-commit runs the hook on every YAML file",
    async () => {
      const hooks = await readFile(join(ROOT, ".pre-commit-hooks.yaml"), "utf8");
      const local = hooks
        .replace(`neox-config-server@${packageJson.version}`, tarball)
        .replace(/^/gm, "    ");
      const args = '      args: [--neox, "2024-10-31"]\n';
      await writeFile(
        join(folder, ".pre-commit-config.yaml"),
        `repos:\n- repo: local\n  hooks:\n${local.trimEnd()}\n${args}`,
      );
      await ran("git", ["init", "-q"]);
      await ran("git", ["add", "configs", ".pre-commit-config.yaml"]);
      const env = { PRE_COMMIT_HOME: join(folder, "pre-commit"), PRE_COMMIT_COLOR: "never" };
      const { exit, stdout } = await outcomeOf("pre-commit", ["run", "--all-files"], { env });
      expect(exit).toBe(1);
      expect(stdout).toMatch(/^GPT-NeoX configs\.+Failed\n/m);
      expect(stdout.match(/^\w+\[.*?\]|^ +--> .*/gm)).toEqual([
        "error[kv-heads-reshape]",
        " --> configs/reshape.yml:4:15",
      ]);
    },
  );

  test("the GitHub action writes annotations, SARIF and the status", async () => {
    const script = join(ROOT, "scripts/checkInAction.sh");
    const annotations = await ran("bash", [script], {
      env: {
        FILES: "configs/*.yml\n\nconfigs\n",
        NEOX: "2024-10-31",
        GPUS: "8",
        PACKAGE: tarball,
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: join(folder, "output.txt"),
      },
    });
    const sarifPath = join(folder, "neox-config.sarif");
    expect(annotations).toMatch(
      /^::error file=configs\/reshape\.yml,line=4,endLine=4,col=15,endColumn=16,title=kv-heads-reshape::/,
    );
    expect(await readFile(join(folder, "output.txt"), "utf8")).toBe(`sarif=${sarifPath}\nstatus=1\n`);
    const { runs } = JSON.parse(await readFile(sarifPath, "utf8"));
    expect(runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["kv-heads-reshape"]);
  });
});
