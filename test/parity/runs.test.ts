import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchJson } from "../../server/src/features/launchJson";
import { rules } from "../../server/src/rules/registry";
import { isNear } from "./nearPhases";
import { readRecords } from "./records";
import exceptions from "./records/runs-exceptions.json" with { type: "json" };

/** A whole launch that real NeoX ran, on one to four ranks. */
interface RunRecord {
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly gpus: number;
  readonly mode: "train" | "resume" | "generate";
  /** The launch whose checkpoint lies there; none for a training from nothing. */
  readonly after: string | null;
  readonly runs: boolean;
  readonly phase: string | null;
  readonly type: string | null;
  readonly needs: readonly string[];
}

/** A file of the checkpoint that a launch left behind, its weights set to zero. */
interface CheckpointFile {
  readonly base: string;
  readonly path: string;
  readonly base64: string;
}

/** A process that was ended, or a package that is not here, tells nothing of the config. */
const ENDED: ReadonlySet<string | null> = new Set(["Timeout", "Signal", "Died", "StillRunning"]);

const checkpoints = readRecords<CheckpointFile>("checkpoints");
const KEPT: ReadonlySet<string | null> = new Set([null, ...checkpoints.map(({ base }) => base)]);

/** A checkpoint that was not kept tells nothing of what a launch meets in it. */
const records = readRecords<RunRecord>("runs").filter(
  ({ after, needs, type }) => KEPT.has(after) && needs.length === 0 && !ENDED.has(type),
);

/** By id, why a launch that stopped gets no error of its phase, but a warning of it or nothing. */
const EXCEPTIONS = Object.entries(exceptions);

/** Rules of stops with a warning on a launch that ran. A text where a number belongs stops some launches and not others. */
const CONTRADICTED = ["nested-wrong-type"];

describe("whole runs of real NeoX at main", () => {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-runs-"));
  const answers = new Map<string, LaunchJson>();
  beforeAll(() => {
    for (const after of new Set(records.map((record) => record.after)))
      for (const answer of checkedIn(join(folder, after ?? "new"), after)) answers.set(answer.id, answer);
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const diagnosticsOf = (id: string) => answers.get(id)?.diagnostics ?? [];
  const errorsOf = (id: string) => diagnosticsOf(id).filter(({ severity }) => severity === "error");

  const stopped = records.filter(({ runs }) => !runs);

  /** The most severe that is said of the phase in which it stopped. */
  const toldOf = ({ id, phase }: RunRecord) => {
    const severities = diagnosticsOf(id).filter((it) => isNear(it.phase, phase));
    return ["error", "warning"].find((each) => severities.some((it) => it.severity === each)) ?? "nothing";
  };

  it("that ended well get no error", () => {
    const wrong = records.filter(({ id, runs }) => runs && errorsOf(id).length > 0);
    expect(wrong.map(({ id }) => [id, errorsOf(id).map(({ rule }) => rule)])).toEqual([]);
  });

  it("that ended well get no warning of a stop, but for the rules that are named", () => {
    const stops = new Set(rules.filter(({ outcome }) => outcome === "crash").map(({ id }) => id));
    const told = records.filter(({ runs }) => runs).flatMap(({ id }) => diagnosticsOf(id));
    const warned = told.filter(({ severity, rule }) => severity === "warning" && stops.has(rule));
    expect([...new Set(warned.map(({ rule }) => rule))]).toEqual(CONTRADICTED);
  });

  it("that stopped get an error of their phase, but for those that are named", () => {
    const silent = stopped.filter((record) => toldOf(record) !== "error");
    expect(silent.map((record) => [record.id, toldOf(record)]).sort()).toEqual(
      EXCEPTIONS.map(([id, { told }]) => [id, told]).sort(),
    );
  });

  it("that stopped get a finding of their phase in more than 99 of 100", () => {
    const untold = stopped.filter((record) => toldOf(record) === "nothing");
    expect(untold.length).toBeLessThan(stopped.length / 100);
  });
});

type Answer = LaunchJson & { readonly id: string };

/** Checks, in a folder with the data and the checkpoint that is there, the launches that begin so. */
function checkedIn(folder: string, after: string | null): readonly Answer[] {
  cpSync("test/parity/records/data", join(folder, "data"), { recursive: true });
  for (const { path, base64 } of checkpoints.filter(({ base }) => base === after)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), Buffer.from(base64, "base64"));
  }
  const input = records
    .filter((record) => record.after === after)
    .map(({ id, files, gpus, mode }) => {
      const script = mode === "generate" ? "generate.py" : "train.py";
      return `${JSON.stringify({ id, files, gpus, neox: "main", script })}\n`;
    });
  const args = [resolve("dist/cli.js"), "check", "--launches", "-", "--launch-directory", folder];
  const options = { input: input.join(""), encoding: "utf8", maxBuffer: 2 ** 30 } as const;
  return run(args, options)
    .trim()
    .split("\n")
    .map((line): Answer => JSON.parse(line));
}

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
