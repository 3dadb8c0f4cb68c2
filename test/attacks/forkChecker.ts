import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect } from "vitest";
import { bounded, MEGABYTES } from "./command";
import type { HostileChecks } from "./ownConditionInputs";

/** Gives what forks with such checks say of a model: each is asked in a process of its own, and must end well. */
export function forkChecker(): (fork: HostileChecks) => Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-fork-"));
  const program = join(folder, "checkedByFork.cjs");
  beforeAll(() =>
    build({
      entryPoints: [join(import.meta.dirname, "checkedByFork.ts")],
      ...{ outfile: program, bundle: true, platform: "node", format: "cjs", logLevel: "error" },
    }),
  );
  afterAll(() => rmSync(folder, { recursive: true }));
  return async (fork) => {
    const args = [`--max-old-space-size=${MEGABYTES}`, program];
    const { exit, stdout, stderr } = await bounded(process.execPath, args, {
      cwd: folder,
      stdin: JSON.stringify(fork),
    });
    expect({ exit, stderr: stderr.slice(0, 2000) }).toEqual({ exit: 0, stderr: "" });
    return JSON.parse(stdout);
  };
}
