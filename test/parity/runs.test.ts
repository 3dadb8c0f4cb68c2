import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchJson } from "../../server/src/features/launchJson";
import { readRecords } from "./records";
import exceptions from "./records/runs-exceptions.json" with { type: "json" };

/** A whole launch that real NeoX ran, on one to four ranks. */
interface RunRecord {
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly gpus: number;
  readonly mode: "train" | "resume" | "generate";
  readonly runs: boolean;
  readonly phase: string | null;
  readonly type: string | null;
  readonly needs: readonly string[];
}

/** A process that was ended, or a package that is not here, tells nothing of the config. */
const ENDED: ReadonlySet<string | null> = new Set(["Timeout", "Signal", "Died", "StillRunning"]);

/** A check may name a phase beside the one in which NeoX stopped: both run in the same function. */
const NEAR: Readonly<Record<string, string>> = {
  load: "load args launcher",
  args: "load args launcher",
  data: "data args",
  model: "model forward",
  forward: "forward model train data",
  optimizer: "optimizer train engine",
  engine: "engine optimizer train args",
  train: "train optimizer forward data",
  eval: "eval train",
  save: "save train",
};

/** Trainings from nothing: what a resumed one or a generation meets is in its checkpoint, which is not recorded. */
const trainings = readRecords<RunRecord>("runs").filter(
  ({ mode, needs, type }) => mode === "train" && needs.length === 0 && !ENDED.has(type),
);

/** By id, why a launch that stopped gets no error of its phase: what we do not tell yet. */
const EXCEPTIONS: Readonly<Record<string, string>> = exceptions;

describe("whole runs of real NeoX at main", () => {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-runs-"));
  const answers = new Map<string, LaunchJson>();
  beforeAll(() => {
    cpSync("test/parity/records/data", join(folder, "data"), { recursive: true });
    const input = trainings.map(
      ({ id, files, gpus }) => `${JSON.stringify({ id, files, gpus, neox: "main" })}\n`,
    );
    const args = [resolve("dist/cli.js"), "check", "--launches", "-", "--launch-directory", folder];
    const options = { input: input.join(""), encoding: "utf8", maxBuffer: 2 ** 30 } as const;
    for (const line of run(args, options).trim().split("\n")) {
      const answer: LaunchJson & { readonly id: string } = JSON.parse(line);
      answers.set(answer.id, answer);
    }
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const errorsOf = (id: string) =>
    (answers.get(id)?.diagnostics ?? []).filter(({ severity }) => severity === "error");

  it("that ended well get no error", () => {
    const wrong = trainings.filter(({ id, runs }) => runs && errorsOf(id).length > 0);
    expect(wrong.map(({ id }) => [id, errorsOf(id).map(({ rule }) => rule)])).toEqual([]);
  });

  it("that stopped get an error of their phase, but for those that are named", () => {
    const silent = trainings.filter(({ id, runs, phase }) => {
      const near = new Set(NEAR[phase ?? ""]?.split(" "));
      return !runs && !errorsOf(id).some((it) => near.has(it.phase));
    });
    expect(silent.map(({ id }) => id).sort()).toEqual(Object.keys(EXCEPTIONS).sort());
  });
});

/** The command's output; that it found errors is no failure here. */
function run(
  args: readonly string[],
  options: { readonly input: string; readonly encoding: "utf8" },
): string {
  try {
    return execFileSync(process.execPath, args, options);
  } catch (error) {
    if (error instanceof Error && "stdout" in error && typeof error.stdout === "string") return error.stdout;
    throw error;
  }
}
